import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

const SATO = 'society@aozora.example';
const TSUJI = 'doctor@aoba.example';
const HAYASHI = 'representative@aoba.example';
const STAFF = 'staff@mej.example';

test('two members write to each other, live, and the secretariat sees nothing of it', async ({
  browser,
}) => {
  const sato = await signIn(browser, SATO, 'ja');
  const tsuji = await signIn(browser, TSUJI, 'en', PHONE);
  const text = `内密のご相談です ${Date.now()}`;

  await tsuji.goto('/messages');
  await expectToFit(tsuji);
  await sato.goto('/messages/new');
  await expectAccessible(sato);
  const running = sato.waitForURL(/to=/);
  await sato.locator('main').getByLabel('人を探す').fill('辻');
  await expect(sato.getByText('1名見つかりました')).toBeVisible();
  await sato.locator('main').getByRole('checkbox').check();
  await running;
  await sato.getByLabel('メッセージ', { exact: true }).fill(text);
  await sato.getByRole('button', { name: 'メッセージを送る' }).click();
  await sato.waitForURL(/\/discussions\/threads\//);
  await expect(sato.locator('article', { hasText: text })).toBeVisible();
  await expectAccessible(sato);

  // The list on the other one's open page has it without being asked.
  const line = tsuji.getByRole('listitem').filter({ hasText: text });
  await expect(line).toBeVisible({ timeout: 10_000 });
  await expect(line).toContainText('1 unread');
  await expectAccessible(tsuji);
  await line.getByRole('link').click();
  await expect(tsuji.locator('article', { hasText: text })).toBeVisible();
  await tsuji.getByRole('textbox', { name: 'Reply' }).fill('Gladly, tomorrow at three.');
  await tsuji.getByRole('button', { name: 'Send' }).click();
  await expect(sato.locator('article', { hasText: 'Gladly, tomorrow at three.' })).toBeVisible();
  await expect(sato.locator('main')).not.toContainText('参加終了');
  await expectToFit(tsuji);

  const staff = await signIn(browser, STAFF, 'ja');
  const answer = await staff.goto(sato.url());
  expect(answer!.status()).toBe(404);
  await expect(staff.getByText(text)).toHaveCount(0);
});

test('a conversation of several works without scripts: write, name, take in, leave', async ({
  browser,
}) => {
  const page = await signIn(browser, SATO, 'ja', WITHOUT_SCRIPTS);
  await page.goto('/messages/new');
  for (const name of ['林 直子', '辻']) {
    await page.locator('main').getByLabel('人を探す').fill(name.slice(0, 1));
    await page.getByRole('button', { name: '探す', exact: true }).click();
    await page.locator('main label', { hasText: name }).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'この方々を宛先にする' }).click();
  }
  await page.getByLabel('メッセージ', { exact: true }).fill('三人でご相談させてください。');
  await page.getByRole('button', { name: 'メッセージを送る' }).click();
  await expect(page.locator('article', { hasText: '三人でご相談' })).toBeVisible();
  const address = page.url();

  await page.getByText('会話の名前を変える').or(page.getByText('名前を変える')).first().click();
  await page.getByLabel('会話の名前').fill('派遣日程の相談');
  await page.getByRole('button', { name: '名前を保存する' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('派遣日程の相談');

  const hayashi = await signIn(browser, HAYASHI, 'ja');
  await hayashi.goto(address);
  await expect(hayashi.locator('article', { hasText: '三人でご相談' })).toBeVisible();
  await page.getByText('退出する', { exact: true }).click();
  await page.getByRole('button', { name: '会話から退出する' }).click();
  await expect(page).toHaveURL(/\/messages$/);
  expect((await page.goto(address))!.status()).toBe(404);
});

test('whoever leaves a conversation has it closed on every open page', async ({ browser }) => {
  const tsuji = await signIn(browser, TSUJI, 'ja');
  await tsuji.goto('/messages/new');
  const main = tsuji.locator('main');
  for (const name of ['林 直子', '佐藤']) {
    await main.getByLabel('人を探す').fill(name.slice(0, 1));
    await main.locator('label', { hasText: name }).getByRole('checkbox').check();
    await expect(main.getByRole('link', { name: new RegExp(`${name}.*外す`) })).toBeVisible();
  }
  await main.getByLabel('メッセージ', { exact: true }).fill('退出の確認です。');
  await main.getByRole('button', { name: 'メッセージを送る' }).click();
  await tsuji.waitForURL(/\/discussions\/threads\//);
  const other = await tsuji.context().newPage();
  await other.goto(tsuji.url());
  await expect(other.getByRole('textbox', { name: '返信' })).toBeVisible();
  await tsuji.getByText('退出する', { exact: true }).click();
  await tsuji.getByRole('button', { name: '会話から退出する' }).click();
  await expect(other.getByText('この会話の参加者ではなくなりました。')).toBeVisible({
    timeout: 10_000,
  });
  await expect(other.getByRole('textbox', { name: '返信' })).toHaveCount(0);
});
