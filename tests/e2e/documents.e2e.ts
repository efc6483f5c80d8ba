import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, test } from './visit.ts';

const CASE = '/referrals/K7QF2M9X-U';

test('the sender has the referral letter printed, and the page says by itself when it can be fetched', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const page = await signIn(browser, 'partner@altangol.example', 'ja');
  await page.goto(CASE);
  await page.getByRole('link', { name: '文書', exact: true }).click();
  await expect(page.getByRole('heading', { name: '作成済みの文書' })).toBeVisible();
  await expectAccessible(page);

  const fetchable = page.getByRole('button', { name: /RL-\d{4}-\d{6} をダウンロード/ });
  const before = await fetchable.count();
  await page.getByRole('button', { name: '作成する' }).click();
  await expect(fetchable).toHaveCount(before + 1, { timeout: 90_000 });
  await expect(page.getByText('作成済み', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await expectToFit(page);

  const [download] = await Promise.all([page.waitForEvent('download'), fetchable.first().click()]);
  expect(download.suggestedFilename()).toMatch(/^RL-\d{4}-\d{6}\.pdf$/);
  expect(readFileSync(await download.path()).toString('latin1', 0, 5)).toBe('%PDF-');

  const address = new URL(page.url()).pathname;
  const phone = await signIn(browser, 'partner@altangol.example', 'en', PHONE);
  await phone.goto(address);
  await expect(phone.getByRole('button', { name: /Download RL-/ }).first()).toBeVisible();
  await expectToFit(phone);
  await expectAccessible(phone);

  // A hospital that is asked knows of the case and sees no patient; one that is not knows of nothing.
  const asked = await signIn(browser, 'coordinator@shiomi.example', 'ja');
  expect([403, 404]).toContain((await asked.request.get(address)).status());
  const other = await signIn(browser, 'coordinator@kaedeno.example', 'ja');
  expect((await other.request.get(address)).status()).toBe(404);
});
