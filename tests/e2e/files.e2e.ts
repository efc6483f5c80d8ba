import { expect, type Page } from '@playwright/test';
import { pdfOf } from '#tests/fixtures/documents.ts';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

const SATO = 'society@aozora.example';
const PARTNER_IN_PROJECT = 'company@shinonome.example';
const STAFF = 'staff@mej.example';

test('a PDF is checked, posted, and read page by page without being downloaded', async ({
  browser,
}) => {
  const sato = await signIn(browser, SATO, 'en');
  const address = await openThread(sato);
  const picker = sato.locator('input[type=file]');

  // What is refused says why, and what to do.
  await picker.setInputFiles({
    name: 'broken.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n%%EOF'),
  });
  await expect(sato.getByRole('alert')).toContainText('damaged or incomplete', { timeout: 20_000 });
  await sato.getByRole('button', { name: 'Remove broken.pdf' }).click();

  const name = `minutes-${Date.now()}.pdf`;
  await picker.setInputFiles({
    name,
    mimeType: 'application/pdf',
    buffer: await pdfOf({ pages: 3, text: 'Minutes' }),
  });
  await expect(sato.getByText(`${name} is attached`)).toBeAttached({ timeout: 30_000 });
  await sato.getByRole('textbox', { name: 'Reply' }).fill(`The minutes ${name}`);
  await sato.getByRole('button', { name: 'Send', exact: true }).click();
  const post = sato.locator('article', { hasText: `The minutes ${name}` });
  const small = post.getByRole('link', { name: `Look at ${name}` });
  await expect(small.locator('img')).toBeVisible();
  // The place of the picture is known before it is there.
  expect(await small.locator('img').getAttribute('height')).toBe('172');

  await small.click();
  const viewer = sato.getByRole('dialog', { name });
  await expect(viewer.getByRole('img', { name: `${name}, page 1 of 3` })).toBeVisible();
  await sato.keyboard.press('ArrowRight');
  const second = viewer.getByRole('img', { name: `${name}, page 2 of 3` });
  await expect
    .poll(() => second.evaluate((image: HTMLImageElement) => image.naturalWidth), {
      timeout: 20_000,
    })
    .toBeGreaterThan(1000);
  await expect(viewer.getByRole('status')).toHaveText('Page 2 of 3');
  await expectAccessible(sato);
  await sato.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(small).toBeFocused();

  // Somebody else, on a phone; and the file's own page for those without scripts.
  const other = await signIn(browser, PARTNER_IN_PROJECT, 'ja', PHONE);
  const running = other.waitForEvent('websocket');
  await other.goto(address);
  await running;
  await other.getByRole('link', { name: `${name} を表示` }).click();
  await expect(other.getByRole('dialog', { name })).toBeVisible();
  await expectToFit(other);
  await expectAccessible(other);
  const plain = await signIn(browser, SATO, 'en', WITHOUT_SCRIPTS);
  await plain.goto(address);
  await plain.getByRole('link', { name: `Look at ${name}` }).click();
  await plain.getByRole('link', { name: 'Next' }).click();
  await expect(plain.getByRole('img', { name: `${name}, page 2 of 3` })).toBeVisible();
  await expect(plain.getByText('not scanned for viruses')).toBeVisible();
});

test('the secretariat is told that files are not scanned', async ({ browser }) => {
  const staff = await signIn(browser, STAFF, 'en');
  await staff.goto('/');
  await expect(staff.getByText('Files are not scanned for viruses')).toBeVisible();
  await staff.getByRole('link', { name: 'Virus scan of files' }).click();
  await expect(staff.getByRole('heading', { name: 'Virus scan of files' })).toBeVisible();
  await expectAccessible(staff);
  await expectToFit(staff);
});

async function openThread(page: Page): Promise<string> {
  await page.goto('/discussions/projects/thai-ct');
  await page
    .getByRole('link', { name: /annotat/i })
    .first()
    .click();
  await page.waitForURL(/\/discussions\/threads\//);
  return page.url();
}
