import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

const PROJECT = '/discussions/projects/thai-ct';
const SATO = 'society@aozora.example';
const HAYASHI = 'representative@aoba.example';

test.setTimeout(180_000);

test('a translation is written in one browser and read in another; an edit makes only its paragraph stale', async ({
  browser,
}) => {
  const sato = await signIn(browser, SATO, 'ja');
  const hayashi = await signIn(browser, HAYASHI, 'en');
  const title = `撮影条件 ${Date.now()}`;
  const address = await openThread(sato, title, '輪郭は必須とします。\n\n区域は任意です。');
  await hayashi.goto(address);
  const post = hayashi.getByRole('article').first();
  await expect(post).toContainText('区域は任意です。');

  await sato.goto(address);
  await sato.getByRole('article').first().hover();
  await sato.getByRole('link', { name: '翻訳する・訳文を直す' }).click();
  await expectAccessible(sato);
  await sato.getByLabel('段落1の英語訳').fill('The outline is mandatory.');
  await sato.getByLabel('段落2の英語訳').fill('The segment is optional.');
  await sato.getByRole('button', { name: '訳文を保存' }).click();
  await sato.waitForURL(/\/discussions\/threads\//);

  // The reader's own language comes first, the original is one tap away.
  await expect(post.getByText('English · by the author')).toBeVisible();
  await expect(post.getByText('The segment is optional.')).toBeVisible();
  await expect(post.getByText('The segment is optional.').locator('..')).toHaveAttribute(
    'lang',
    'en',
  );
  await expect(post.getByText('区域は任意です。')).toBeHidden();
  await post.getByText('Original · Japanese').click();
  await expect(post.getByText('区域は任意です。')).toBeVisible();

  const own = sato.getByRole('article').first();
  await own.hover();
  await own.getByRole('link', { name: '編集' }).click();
  await own.getByLabel('投稿を編集').fill('輪郭は必須とします。\n\n区域は必須です。');
  await own.getByRole('button', { name: '保存' }).click();
  await expect(post.getByText('The source of this paragraph has changed since.')).toHaveCount(1);
  await expect(post.getByText('English · the source has changed since')).toBeVisible();
});

test('without scripts a paragraph is translated, and the history says by whom', async ({
  browser,
}) => {
  const hayashi = await signIn(browser, HAYASHI, 'en', WITHOUT_SCRIPTS);
  await hayashi.goto(PROJECT);
  await hayashi
    .getByRole('link', { name: /annotation of reading data/ })
    .first()
    .click();
  const post = hayashi.getByRole('article').filter({ hasText: 'The 30 sample cases are ready.' });
  const texts = (await post.locator('a[href*="/texts/en"]').getAttribute('href'))!;
  await hayashi.goto(texts);
  // Only the paragraph whose source was edited asks to be looked at.
  await expect(hayashi.getByText('To be looked at: the source has changed since')).toHaveCount(1);
  await hayashi.getByLabel('Paragraph 3 in English').fill(`The guide follows. ${Date.now()}`);
  await hayashi.getByRole('button', { name: 'Save the translation' }).click();
  await hayashi.waitForURL(/\/discussions\/threads\//);
  await expect(post).toContainText('The guide follows.');
  await expect(post.getByText('Not translated yet')).toHaveCount(0);

  await hayashi.goto(`${texts}/history`);
  const steps = hayashi.getByRole('listitem').filter({ hasText: 'The guide follows.' });
  await expect(steps.first()).toContainText('Written or checked by Naoko Hayashi');
});

test('both languages are shown at once, and the page of texts fits a phone', async ({
  browser,
}) => {
  const phone = await signIn(browser, HAYASHI, 'en', PHONE);
  await phone.goto(PROJECT);
  await phone
    .getByRole('link', { name: /annotation of reading data/ })
    .first()
    .click();
  await phone.waitForURL(/\/threads\//);
  await phone.getByRole('button', { name: 'Show both languages' }).click();
  await expect(phone.locator('article details[open]').first()).toBeVisible();
  await expectToFit(phone);
  await expectAccessible(phone);
  const texts = await phone.locator('a[href*="/texts/en"]').first().getAttribute('href');
  for (const address of [texts!, `${texts!}/history`]) {
    await phone.goto(address);
    await expect(phone.getByRole('heading', { level: 1 })).toContainText(/translat/i);
    await expectToFit(phone);
    await expectAccessible(phone);
  }
});

test('official names stand beside a translation: put in at one press, or at saving when asked for', async ({
  browser,
}) => {
  const sato = await signIn(browser, SATO, 'ja');
  const source = '経済産業省に相談しました。\n\n厚労省の返事を待っています。';
  await sato.goto(await openThread(sato, `助成の相談 ${Date.now()}`, source));
  await sato.getByRole('article').first().hover();
  await sato.getByRole('link', { name: '翻訳する・訳文を直す' }).click();
  const first = sato.getByLabel('段落1の英語訳');
  await first.fill('We asked METI.');
  await sato.getByRole('button', { name: '公式名称に置き換える' }).click();
  await expect(first).toHaveValue('We asked Ministry of Economy, Trade and Industry.');
  await expect(sato.getByRole('button', { name: '公式名称に置き換える' })).toHaveCount(0);
  await sato.getByLabel('段落2の英語訳').fill('MHLW has not answered.');
  await sato.getByLabel('保存時に公式名称へ置き換える').check();
  await expectAccessible(sato);
  await sato.getByRole('button', { name: '訳文を保存' }).click();
  await sato.waitForURL(/\/discussions\/threads\//);
  await expect(sato.getByRole('article').first()).toContainText(
    'Ministry of Health, Labour and Welfare has not answered.',
  );

  const phone = await signIn(browser, HAYASHI, 'en', PHONE);
  await phone.goto('/glossary');
  await phone.getByLabel('Part of a name').fill('meti');
  await phone.getByRole('button', { name: 'Search' }).click();
  await expect(phone.getByRole('row').filter({ hasText: '経済産業省' })).toBeVisible();
  await expect(phone.getByText('厚生労働省')).toHaveCount(0);
  await expectToFit(phone);
  await expectAccessible(phone);
});

test('a translation server writes only where the project uses it, and is unchecked until somebody has read it', async ({
  browser,
}) => {
  const staff = await signIn(browser, 'staff@mej.example', 'en');
  const sato = await signIn(browser, SATO, 'ja');
  // No long number in it: that might be a record's, and would keep the text within the forum.
  const address = await openThread(sato, '保守', '保守の手順です。\n\n返事をお待ちします。');
  const toTexts = async () => {
    await sato.goto(address);
    await sato.getByRole('article').first().hover();
    await sato.getByRole('link', { name: '翻訳する・訳文を直す' }).click();
    await expect(sato.getByLabel('段落1の英語訳')).toBeVisible();
  };
  await toTexts();
  await expect(sato.getByRole('button', { name: '機械翻訳を依頼する' })).toHaveCount(0);

  await staff.goto(`${PROJECT}/edit`);
  await staff.getByRole('button', { name: 'Turn machine translation on' }).click();
  await expect(staff.getByRole('button', { name: 'Turn machine translation off' })).toBeVisible();
  await expectAccessible(staff);
  await staff.goto(PROJECT);
  await expect(staff.getByText(/Texts of posts may be sent to 127\.0\.0\.1/)).toBeVisible();

  await toTexts();
  await expectAccessible(sato);
  await sato.getByRole('button', { name: '機械翻訳を依頼する' }).click();
  await expect(sato.getByText('翻訳サーバーから回答がありました')).toBeVisible();
  await sato.getByRole('link', { name: '最新の状態を表示' }).click();
  await expect(sato.getByLabel('段落2の英語訳')).toHaveValue('[en] 返事をお待ちします。');
  await expect(sato.getByText('機械翻訳・未確認')).toHaveCount(2);
  await sato.getByLabel('段落2の英語訳').fill('We look forward to your answer.');
  await sato.getByRole('button', { name: '訳文を保存' }).click();
  await sato.waitForURL(/\/discussions\/threads\//);
  const post = sato.getByRole('article').first();
  await post.getByText(/^英語/).first().click();
  await expect(post).toContainText('We look forward to your answer.');
  await expect(post).toContainText('[en] 保守の手順です。');

  await staff.goto(`${PROJECT}/edit`);
  await staff.getByRole('button', { name: 'Turn machine translation off' }).click();
  await expect(staff.getByRole('button', { name: 'Turn machine translation on' })).toBeVisible();
});

async function openThread(page: Page, title: string, text: string): Promise<string> {
  await page.goto(`${PROJECT}/new`);
  await page.locator('input[name=title]').fill(title);
  await page.locator('textarea[name=body]').fill(text);
  await page.locator('main form button[type=submit]').last().click();
  await page.waitForURL(/\/discussions\/threads\//);
  return new URL(page.url()).pathname;
}
