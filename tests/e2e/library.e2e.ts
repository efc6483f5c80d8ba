import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

const DOCTOR = 'doctor@aoba.example';

test('a member narrows the library down, and the address says how', async ({ browser }) => {
  const page = await signIn(browser, DOCTOR, 'ja');
  await page.goto('/library');
  await expect(statusOf(page)).toHaveText(/^\d+件$/);
  const all = await statusOf(page).innerText();
  const countries = page.getByRole('group', { name: '国・地域' });
  await countries.getByLabel(/^タイ/).check();
  await expect(statusOf(page)).toHaveText('7件');
  await countries.getByLabel(/^シンガポール/).check();
  await expect(page).toHaveURL(/country=SG/);
  await expect(page).toHaveURL(/country=TH/);
  await expect(statusOf(page)).not.toHaveText('7件');
  const widened = Number((await statusOf(page).innerText()).replace('件', ''));
  expect(widened).toBeGreaterThan(7);

  await page
    .getByRole('group', { name: '種類' })
    .getByLabel(/^国別レポート/)
    .check();
  await expect(page).toHaveURL(/kind=country-report/);
  await expect
    .poll(async () => Number((await statusOf(page).innerText()).replace('件', '')))
    .toBeLessThan(widened);

  const chosen = page.getByRole('navigation', { name: '選んだ条件' });
  await chosen.getByRole('link', { name: '「国別レポート」を外す' }).click();
  await expect(statusOf(page)).toHaveText(`${widened}件`);
  await chosen.getByRole('link', { name: 'すべて外す' }).click();
  await expect(page).toHaveURL(/\/library$/);
  await expect(statusOf(page)).toHaveText(all);
});

test('words find items, and none found says what to do', async ({ browser }) => {
  const page = await signIn(browser, DOCTOR, 'ja');
  await page.goto('/library');
  await expect(statusOf(page)).toHaveText(/^\d+件$/);
  const all = await statusOf(page).innerText();
  await page.getByLabel('ことば').fill('ＡＩ　画像診断');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole('article').first()).toContainText('画像診断');
  await page.getByLabel('ことば').fill('存在しない言葉');
  await page.keyboard.press('Enter');
  await expect(page.getByText('すべてに当てはまる資料はありません')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'すべて外す' }).click();
  await expect(statusOf(page)).toHaveText(all);
});

test('the catalogue works without scripts', async ({ browser }) => {
  const page = await signIn(browser, DOCTOR, 'en', WITHOUT_SCRIPTS);
  await page.goto('/library');
  await page
    .getByRole('group', { name: 'Country' })
    .getByLabel(/^Thailand/)
    .check();
  await page.getByRole('button', { name: 'Show the results' }).press('Enter');
  await expect(page).toHaveURL(/country=TH/);
  await expect(statusOf(page)).toHaveText('7 items');
  await page.getByRole('article').first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a text is read in either language, or both side by side', async ({ browser }) => {
  const page = await signIn(browser, DOCTOR, 'ja');
  await page.goto('/library/support-measure-typology');
  await expect(page.getByRole('cell', { name: 'ケイパビリティ構築', exact: true })).toBeVisible();
  const languages = page.getByRole('navigation', { name: '本文の言語' });
  await languages.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('[lang=en] table').first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'ケイパビリティ構築', exact: true })).toBeHidden();
  await languages.getByRole('link', { name: '日英対訳' }).click();
  await expect(page.getByRole('cell', { name: 'ケイパビリティ構築', exact: true })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Capability', exact: true })).toBeVisible();
});

test('a support programme says that its terms must be checked', async ({ browser }) => {
  const page = await signIn(browser, DOCTOR, 'en');
  await page.goto('/library/singapore-double-tax-deduction');
  const main = page.getByRole('main');
  await expect(main).toContainText('up to SGD 150,000');
  await expect(main).toContainText('must be checked with the body concerned');
  await expect(main).toContainText('Not yet checked');
  await main.getByRole('link', { name: 'Tax incentive' }).first().click();
  await expect(page).toHaveURL(/measure=tax-incentive/);
});

test('on a phone the facets are a sheet that a button opens', async ({ browser }) => {
  const page = await signIn(browser, DOCTOR, 'ja', PHONE);
  await page.goto('/library');
  await expect(page.getByLabel('ことば')).toBeHidden();
  await page.getByRole('button', { name: '絞り込む' }).click();
  await page
    .getByRole('group', { name: '対象疾病' })
    .getByLabel(/^糖尿病/)
    .check();
  await page.getByRole('button', { name: '結果を表示する' }).click();
  await expect(page.getByLabel('ことば')).toBeHidden();
  await expect(page.getByRole('button', { name: '絞り込む（1件選択中）' })).toBeVisible();
  await expectToFit(page);
});

for (const options of [{}, PHONE]) {
  test(`the library is accessible at ${options === PHONE ? 390 : 1360} px`, async ({ browser }) => {
    const page = await signIn(browser, DOCTOR, 'en', options);
    for (const address of [
      '/library',
      '/library?country=TH&q=nothing-of-the-kind',
      '/library/support-measure-typology?text=both',
      '/library/singapore-double-tax-deduction',
    ]) {
      await page.goto(address);
      await expectToFit(page);
      if (options !== PHONE || address === '/library') await expectAccessible(page);
    }
  });
}

/** How many items the list has. */
function statusOf(page: Page) {
  return page.getByRole('main').getByRole('status');
}
