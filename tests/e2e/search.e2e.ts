import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

const DOCTOR = 'doctor@aoba.example';

test('a member finds a post by two characters, narrows down, and lands on it', async ({
  browser,
}) => {
  const page = await signIn(browser, DOCTOR, 'ja');
  await page.goto('/');
  const box = page.getByRole('combobox', { name: 'フォーラム内をさがす' });
  await pressShortcut(page, '/', box);
  await box.fill('注釈');
  const options = page.getByRole('listbox').getByRole('option');
  await expect(options.first().locator('mark')).toContainText('注釈');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.getByRole('status').filter({ hasText: '件' })).toBeVisible();
  await expectAccessible(page);

  await page
    .getByRole('navigation', { name: '絞り込み' })
    .getByRole('link', { name: /^投稿/ })
    .click();
  await expect(page).toHaveURL(/kind=post/);
  const hit = page.getByRole('list', { name: '検索結果' }).getByRole('listitem').first();
  await expect(hit.locator('mark').first()).toContainText('注釈');
  await page.getByRole('link', { name: '新しい順' }).click();
  await expect(page).toHaveURL(/order=newest/);
  await hit.getByRole('link').click();
  await expect(page).toHaveURL(/\/discussions\/threads\/.+around=\d+#post-\d+$/);

  await page.goto('/');
  await pressShortcut(page, '/', box);
  await expect(page.getByRole('listbox').getByRole('option', { name: '注釈' })).toBeVisible();
  await page.getByRole('button', { name: '検索履歴を消す' }).click();
  await expect(page.getByRole('listbox')).toBeHidden();
});

test('the arrow keys choose, Escape closes, and a Latin word is found by its beginning', async ({
  browser,
}) => {
  const page = await signIn(browser, DOCTOR, 'en');
  await page.goto('/');
  const box = page.getByRole('combobox', { name: 'Search the forum' });
  await pressShortcut(page, 'Control+k', box);
  await box.fill('HOSP');
  const options = page.getByRole('listbox').getByRole('option');
  await expect(options.first()).toContainText(/hospital/i);
  await page.keyboard.press('Escape');
  await expect(options.first()).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(box).toHaveAttribute('aria-activedescendant', /-0$/);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/(members|library|events|discussions)\//);
});

test('without scripts the form, the choices and what helps are there', async ({ browser }) => {
  const page = await signIn(browser, DOCTOR, 'en', WITHOUT_SCRIPTS);
  await page.goto('/search');
  await expect(page.getByRole('search').locator('kbd')).toBeHidden();
  await page.getByRole('main').getByLabel('Words to look for').fill('ｶﾝﾌｧﾚﾝｽの存在しない言葉');
  await page.getByRole('main').getByRole('button', { name: 'Search' }).press('Enter');
  await expect(page.getByText('Nothing found for')).toBeVisible();
  await page.goto('/search?q=Thailand&kind=person&days=7');
  await page.getByRole('main').getByRole('link', { name: 'Remove all choices' }).first().click();
  await expect(page).toHaveURL(/\/search\?q=Thailand$/);
  await expect(
    page.getByRole('list', { name: 'Results' }).getByRole('listitem').first(),
  ).toBeVisible();
});

test('the search fits a phone and is accessible there', async ({ browser }) => {
  const page = await signIn(browser, DOCTOR, 'ja', PHONE);
  for (const address of ['/search', '/search?q=医療', '/search?q=存在しない言葉']) {
    await page.goto(address);
    await expectAccessible(page);
    await expectToFit(page);
  }
});

/** The box shows its key from when it listens for it; then one press is enough. */
async function pressShortcut(page: Page, key: string, box: Locator) {
  const search = page.getByRole('search');
  await expect(search.locator('kbd')).toBeVisible({ timeout: 40_000 });
  await page.keyboard.press(key);
  await expect(box).toBeFocused();
}
