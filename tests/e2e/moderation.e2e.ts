import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, openNotice, PHONE, signIn, test } from './visit.ts';

const SATO = 'society@aozora.example';
const HAYASHI = 'representative@aoba.example';
const STAFF = 'staff@mej.example';
/** Of a hospital that was admitted forty days ago, and of a member that has long been one. */
const SAKIYAMA = 'coordinator@kaedeno.example';
const HATORI = 'hatori@hatoba.example';

test('a direct message is reported, claimed, decided, and both sides are told', async ({
  browser,
}) => {
  const sato = await signIn(browser, SATO, 'ja');
  const hayashi = await signIn(browser, HAYASHI, 'ja', PHONE);
  const staff = await signIn(browser, STAFF, 'ja');
  const text = `失礼な一言 ${Date.now()}`;

  await sato.goto('/messages');
  await sato.locator('main').getByRole('link', { name: /林/ }).first().click();
  await sato.getByRole('textbox', { name: '返信' }).fill(text);
  await sato.getByRole('button', { name: '送る', exact: true }).click();
  await expect(sato.locator('article', { hasText: text })).toBeVisible();

  await hayashi.goto(sato.url());
  const received = hayashi.locator('article', { hasText: text });
  await received.hover();
  await received.getByRole('link', { name: '事務局に報告する' }).click();
  await expect(hayashi.getByText('通常、事務局も読むことができません')).toBeVisible();
  await expectAccessible(hayashi);
  await expectToFit(hayashi);
  await hayashi.getByRole('radio', { name: '誹謗中傷・嫌がらせ' }).check();
  await hayashi.getByLabel('直前のメッセージも伝える').selectOption('1');
  await hayashi.getByRole('button', { name: '報告する' }).click();
  await expect(hayashi.getByText('事務局が確認しています')).toBeVisible();
  await expectAccessible(hayashi);
  const address = hayashi.url();

  await staff.goto('/moderation');
  await expectAccessible(staff);
  await staff.getByRole('link', { name: text }).click();
  await expect(staff.locator('article')).toHaveCount(2);
  await staff.getByRole('button', { name: '担当する' }).click();
  await expectAccessible(staff);
  await expectToFit(staff);
  await staff.getByRole('radio', { name: /投稿の削除/ }).check();
  await staff.locator('[name=explanation]').fill('ほかの会員への敬意を欠くため');
  await staff.locator('[name=sure]').check();
  await staff.getByRole('button', { name: '処理を決める' }).click();
  await expect(staff.getByText('に決定')).toBeVisible();

  // Both are told: on the open page it is gone, the reporter hears that it was dealt with.
  await expect(sato.locator('article', { hasText: text })).toHaveCount(0);
  await hayashi.goto(address);
  await expect(hayashi.getByText('対応を終えました')).toBeVisible();
  await openNotice(sato, '事務局が決定しました');
  await expect(sato.getByText('ほかの会員への敬意を欠くため')).toBeVisible();
  await expect(sato.locator('main')).not.toContainText('林');
  await expectAccessible(sato);
});

test('a newcomer’s first post that is refused stays unseen, and its author reads why', async ({
  browser,
}) => {
  const sakiyama = await signIn(browser, SAKIYAMA, 'ja');
  const staff = await signIn(browser, STAFF, 'ja', PHONE);
  const text = `見送られる投稿 ${Date.now()}`;
  await sakiyama.goto('/discussions/projects/indonesia-oxygenator');
  await sakiyama
    .locator('main')
    .getByRole('link', { name: /^チャット/ })
    .click();
  await sakiyama.getByRole('textbox', { name: '返信' }).fill(text);
  await sakiyama.getByRole('button', { name: '送る', exact: true }).click();
  const waiting = sakiyama.getByRole('region', { name: '事務局の確認をお待ちください' });
  await expect(waiting.getByText(text)).toBeVisible();

  await staff.goto('/moderation/posts');
  await expectToFit(staff);
  await staff.getByRole('link', { name: text }).click();
  await staff.locator('[name=reason]').fill('宣伝の部分を除いてください');
  await expectToFit(staff);
  await staff.getByRole('button', { name: '掲載を見送る' }).click();
  await expect(staff.getByText('掲載見送り', { exact: true })).toBeVisible();

  await expect(waiting).toHaveCount(0);
  await expect(sakiyama.locator('article', { hasText: text })).toHaveCount(0);
  await openNotice(sakiyama, '掲載が見送られました');
  await expect(sakiyama.getByText('宣伝の部分を除いてください')).toBeVisible();
  await expectAccessible(sakiyama);
});

test('a newcomer’s first post waits for the secretariat; once released, the others read it', async ({
  browser,
}) => {
  const sakiyama = await signIn(browser, SAKIYAMA, 'ja', PHONE);
  const hatori = await signIn(browser, HATORI, 'ja');
  const staff = await signIn(browser, STAFF, 'en');
  const text = `楓野からの最初の投稿 ${Date.now()}`;

  await sakiyama.goto('/discussions/projects/indonesia-oxygenator');
  await sakiyama
    .locator('main')
    .getByRole('link', { name: /^チャット/ })
    .click();
  await expect(sakiyama.getByRole('textbox', { name: '返信' })).toBeVisible();
  const address = sakiyama.url();
  await hatori.goto(address);
  await sakiyama.getByRole('textbox', { name: '返信' }).fill(text);
  await sakiyama.getByRole('button', { name: '送る', exact: true }).click();
  const waiting = sakiyama.getByRole('region', { name: '事務局の確認をお待ちください' });
  await expect(waiting.getByText(text)).toBeVisible();
  await expectAccessible(sakiyama);
  await expectToFit(sakiyama);
  await hatori.reload();
  await expect(hatori.locator('article').first()).toBeVisible();
  await expect(hatori.getByText(text)).toHaveCount(0);

  await staff.goto('/moderation/posts');
  await expectAccessible(staff);
  await staff.getByRole('link', { name: text }).click();
  await expect(staff.getByText('Waiting', { exact: true })).toBeVisible();
  await expectAccessible(staff);
  await expectToFit(staff);
  await staff.getByRole('button', { name: 'Release it' }).click();
  await expect(staff.getByText('Released', { exact: true })).toBeVisible();

  // On both open pages it stands as a post, and its author is told.
  await expect(hatori.locator('article', { hasText: text })).toBeVisible();
  await expect(sakiyama.locator('article', { hasText: text })).toBeVisible();
  await expect(waiting).toHaveCount(0);
  await openNotice(sakiyama, 'あなたの投稿が掲載されました');
  await expect(sakiyama.locator('article', { hasText: text })).toBeVisible();
});

test('a bar is lifted before its end, and whoever was barred writes again', async ({ browser }) => {
  const sato = await signIn(browser, SATO, 'ja');
  const hayashi = await signIn(browser, HAYASHI, 'ja');
  const staff = await signIn(browser, STAFF, 'ja');
  const text = `繰り返しの一言 ${Date.now()}`;
  await sato.goto('/messages');
  await sato.locator('main').getByRole('link', { name: /林/ }).first().click();
  await sato.getByRole('textbox', { name: '返信' }).fill(text);
  await sato.getByRole('button', { name: '送る', exact: true }).click();
  await expect(sato.locator('article', { hasText: text })).toBeVisible();

  await hayashi.goto(sato.url());
  const received = hayashi.locator('article', { hasText: text });
  await received.hover();
  await received.getByRole('link', { name: '事務局に報告する' }).click();
  await hayashi.getByRole('radio', { name: '営業・宣伝、迷惑投稿' }).check();
  await hayashi.getByRole('button', { name: '報告する' }).click();
  await expect(hayashi.getByText('事務局が確認しています')).toBeVisible();

  await staff.goto('/moderation');
  await staff.getByRole('link', { name: text }).click();
  await staff.getByRole('button', { name: '担当する' }).click();
  await staff.getByRole('radio', { name: /投稿の停止/ }).check();
  await staff.locator('[name=explanation]').fill('迷惑な投稿が続いているため');
  await staff.locator('[name=sure]').check();
  await staff.getByRole('button', { name: '処理を決める' }).click();
  try {
    // The decision may still be on its way.
    await expect(async () => {
      await sato.reload();
      await expect(sato.getByText(/まで投稿が停止/)).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 15_000 });
    await expect(sato.getByRole('textbox', { name: '返信' })).toHaveCount(0);
    await staff.goto('/moderation?view=barred');
    await expectAccessible(staff);
    await staff.getByRole('link', { name: text }).click();
    await expectAccessible(staff);
    await expectToFit(staff);
  } finally {
    await staff.locator('[name=reason]').fill('ご事情を伺いました');
    await staff.getByRole('button', { name: '停止を解除する' }).click();
  }
  await expect(staff.getByText('に投稿の停止を解除しました')).toBeVisible();
  await openNotice(sato, '投稿の停止を解除しました');
  await expect(sato.getByText('ご事情を伺いました')).toBeVisible();
  await expectAccessible(sato);
});
