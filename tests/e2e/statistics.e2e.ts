import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, test } from './visit.ts';

test('a hospital sees what its certifications ask for and what is lacking, and takes it along as a file', async ({
  browser,
}) => {
  const page = await signIn(browser, 'coordinator@aoba.example', 'en');
  await page.goto('/referrals');
  await page.getByRole('link', { name: 'Statistics' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statistics');
  const jih = page.getByRole('row', { name: /^JIH/ });
  await expect(jih).toContainText(/\d+ lacking|Reached/);
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click(),
  ]);
  expect(readFileSync(await file.path(), 'utf8')).toContain('"counters","aoba","JIH","arrived"');
  await page.setViewportSize(PHONE.viewport);
  await expectToFit(page);
});

test('a partner is told that few patients are added together', async ({ browser }) => {
  const page = await signIn(browser, 'partner@altangol.example', 'ja');
  await page.goto('/referrals/statistics');
  await expect(page.getByText(/10名に満たない区分は「その他」に合算/)).toBeVisible();
  await expect(page.getByRole('heading', { name: '認証・登録の要件' })).toBeHidden();
  await expectAccessible(page);
});
