import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

const SATO = 'society@aozora.example';
const HAYASHI = 'representative@aoba.example';

test('one sees that the other is here, until the other hides it, and then neither sees the other', async ({
  browser,
}) => {
  const hayashi = await signIn(browser, HAYASHI, 'en', PHONE);
  await hayashi.goto('/');
  const sato = await signIn(browser, SATO, 'ja');
  // A conversation of several has her name on its line too, and no mark of hers.
  const line = sato
    .getByRole('listitem')
    .filter({ hasText: '林 直子' })
    .filter({ has: sato.getByText('閲覧中') })
    .first();
  await expect(async () => {
    await sato.goto('/messages');
    await expect(line).toBeAttached({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible(sato);
  await line.getByRole('link').click();
  await expect(sato.locator('main header').getByText('閲覧中')).toBeVisible();
  await expectAccessible(sato);

  await hayashi.goto('/settings');
  const hide = hayashi.getByRole('checkbox', { name: /Do not show when I am here/ });
  await hide.check();
  await hayashi.getByRole('button', { name: 'Save this choice' }).click();
  await expect(hayashi.getByText('Others see it within a minute')).toBeVisible();
  await expect(hide).toBeChecked();
  await expectAccessible(hayashi);
  await expectToFit(hayashi);
  await sato.reload();
  await expect(sato.getByText('閲覧中')).toHaveCount(0);
  await hayashi.goto('/messages');
  await expect(hayashi.getByText('Here now')).toHaveCount(0);
});

test('hiding can be taken back without scripts', async ({ browser }) => {
  const page = await signIn(browser, HAYASHI, 'ja', WITHOUT_SCRIPTS);
  await page.goto('/settings');
  await page.getByRole('checkbox', { name: /在席を表示しない/ }).setChecked(false);
  await page.getByRole('button', { name: 'この設定を保存する' }).click();
  await expect(page.getByRole('checkbox', { name: /在席を表示しない/ })).not.toBeChecked();
  await expect(page.getByText('設定を保存しました')).toBeVisible();
});
