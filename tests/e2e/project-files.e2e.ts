import { expect, type Page } from '@playwright/test';
import { pdfOf } from '#tests/fixtures/documents.ts';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

const SATO = 'society@aozora.example';
const PARTNER_IN_PROJECT = 'company@shinonome.example';
const LIBRARY = '/discussions/projects/thai-ct/files';

const pdf = async (name: string, pages = 1) => ({
  name,
  mimeType: 'application/pdf',
  buffer: await pdfOf({ pages, text: 'Protocol' }),
});
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('a file of a project: brought, seen by others at once, given a version, removed, restored', async ({
  browser,
}) => {
  const name = `protocol-${Date.now()}.pdf`;
  const sato = await signIn(browser, SATO, 'en');
  const other = await signIn(browser, PARTNER_IN_PROJECT, 'ja', PHONE);
  const listening = other.waitForEvent('websocket');
  await other.goto(LIBRARY);
  await listening;

  await sato.goto(LIBRARY);
  await sato.getByLabel('Files', { exact: true }).setInputFiles([await pdf(name, 2)]);
  await sato.getByRole('button', { name: 'Upload' }).click();
  await expect(sato.getByText(`${name}: version 1`)).toBeVisible({ timeout: 30_000 });
  await expect(row(sato, name)).toContainText('v1');
  await expectAccessible(sato);
  await expectToFit(sato);

  // The page that was open elsewhere shows it by itself.
  await expect(row(other, name)).toContainText('第1版', { timeout: 15_000 });
  await expectAccessible(other);
  await expectToFit(other);
  await other.getByRole('link', { name, exact: true }).click();
  await expect(other.getByRole('heading', { name })).toBeVisible();

  // Two work on the same version: the second is told, and nothing of theirs is lost.
  await sato.getByRole('link', { name, exact: true }).click();
  await expect(sato.getByRole('heading', { name: 'New version' })).toBeVisible();
  await sato.getByLabel('Files', { exact: true }).setInputFiles([await pdf('mine.pdf', 3)]);
  await sato.getByRole('button', { name: 'Upload' }).click();
  await expect(sato.getByText('mine.pdf: version 2')).toBeVisible({ timeout: 30_000 });
  await expect(row(sato, 'v2')).toContainText('Current');
  await expect(row(other, '第2版')).toContainText('最新', { timeout: 15_000 });
  await expectAccessible(sato);
  await expectToFit(other);

  await sato.locator('summary', { hasText: 'Delete' }).click();
  await sato.getByRole('button', { name: 'Delete' }).click();
  await expect(sato).toHaveURL(new RegExp(`${LIBRARY}$`));
  await other.goto(LIBRARY);
  await expect(row(other, name)).toHaveCount(0);
  await sato.getByRole('button', { name: `Restore: ${name}` }).click();
  await expect(row(sato, name)).toContainText('v2');
  await expect(row(other, name)).toContainText('第2版', { timeout: 15_000 });
});

test('without scripts files are brought and fetched, and who was slower loses nothing', async ({
  browser,
}) => {
  const name = `plain-${Date.now()}.pdf`;
  const plain = await signIn(browser, SATO, 'en', WITHOUT_SCRIPTS);
  await plain.goto(LIBRARY);
  await plain.getByLabel('Files', { exact: true }).setInputFiles([await pdf(name)]);
  await plain.getByRole('button', { name: 'Upload' }).click();
  await expect(plain.getByText('1 file was taken in.')).toBeVisible();
  await plain.getByRole('link', { name, exact: true }).click();
  const late = await signIn(browser, PARTNER_IN_PROJECT, 'en', WITHOUT_SCRIPTS);
  await late.goto(plain.url());
  for (const page of [plain, late]) {
    await page.getByLabel('Files', { exact: true }).setInputFiles([await pdf('next.pdf')]);
    await page.getByRole('button', { name: 'Upload' }).click();
  }
  await expect(late.getByText('Somebody was faster')).toBeVisible();
  await late.getByRole('button', { name: 'Make mine version 3' }).click();
  await expect(row(late, 'v3')).toContainText('Current');
  const download = late.waitForEvent('download');
  await late.getByRole('link', { name: `Download version 1 of ${name}` }).click();
  expect((await download).suggestedFilename()).toBe(name);
});
