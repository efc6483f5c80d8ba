import { expect, type Page } from '@playwright/test';
import { PAYLOADS } from '#tests/fixtures/payloads.ts';
import { FORUM_URL } from './forum-url.ts';
import { expectAccessible, expectToFit, signIn, test } from './visit.ts';

const PROJECT = '/discussions/projects/thai-ct';
const SATO = 'society@aozora.example';
const HAYASHI = 'representative@aoba.example';

test('two members talk in real time, one in Japanese and one in English', async ({ browser }) => {
  const sato = await signIn(browser, SATO, 'ja');
  const hayashi = await signIn(browser, HAYASHI, 'en');
  const address = await openThread(sato, '撮影条件の確認');
  await hayashi.goto(address);
  await expect(hayashi.getByRole('article')).toHaveCount(1);
  let loads = 0;
  hayashi.on('load', () => loads++);

  // Typing is told to those who listen now, so it is typed until both pages listen.
  await expect(async () => {
    await sato.getByLabel('返信').fill('');
    await sato.getByLabel('返信').pressSequentially('**性状（充実）**まで', { delay: 10 });
    await expect(hayashi.getByText('Megumi Sato is typing')).toBeVisible({ timeout: 2500 });
  }).toPass();
  await sato.getByLabel('返信').fill('**性状（充実）**まで確認しました。');
  await sato.getByRole('button', { name: '送る' }).click();
  const arrived = hayashi.locator('article', { hasText: '性状（充実）まで確認しました。' });
  await expect(arrived).toBeVisible();
  await expect(arrived.locator('strong', { hasText: '性状（充実）' })).toBeVisible();

  await hayashi.getByLabel('Reply').fill('Thank you, that settles it.');
  await hayashi.keyboard.press('Control+Enter');
  const answer = sato.locator('article', { hasText: 'Thank you, that settles it.' });
  await expect(answer).toBeVisible();
  await expect(answer).toHaveAttribute('aria-label', /林 直子/);

  const own = hayashi.locator('article', { hasText: 'Thank you, that settles it.' });
  await own.hover();
  await own.getByRole('link', { name: 'Edit' }).click();
  await own.getByLabel('Edit a post').fill('Thank you, that settles the matter.');
  await own.getByRole('button', { name: 'Save' }).click();
  await expect(sato.getByText('Thank you, that settles the matter.')).toBeVisible();
  await expect(sato.getByText('編集済み')).toBeVisible();

  const changed = hayashi.locator('article', { hasText: 'settles the matter' });
  await changed.hover();
  await changed.getByRole('link', { name: 'Delete' }).click();
  await hayashi.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(sato.getByText('この投稿は削除されました')).toBeVisible();
  await expect(sato.getByText('settles the matter')).toHaveCount(0);
  expect(loads).toBe(0);
});

test('the chat carries short messages, and Enter sends them', async ({ browser }) => {
  const sato = await signIn(browser, SATO, 'ja');
  const hayashi = await signIn(browser, HAYASHI, 'ja');
  for (const page of [sato, hayashi]) {
    await page.goto(PROJECT);
    await page.getByRole('link', { name: 'チャット' }).click();
    await expect(page.getByPlaceholder('メッセージを書く')).toBeVisible();
  }
  const text = `五分遅れます ${Date.now()}`;
  await sato.getByPlaceholder('メッセージを書く').fill(text);
  await sato.keyboard.press('Enter');
  await expect(hayashi.getByText(text)).toBeVisible();
});

test('what is written without a connection waits on the page and is sent once', async ({
  browser,
}) => {
  const sato = await signIn(browser, SATO, 'ja');
  const hayashi = await signIn(browser, HAYASHI, 'ja');
  const address = await openThread(sato, '回線が切れたとき');
  await hayashi.goto(address);
  await sato.context().setOffline(true);
  await sato.getByLabel('返信').fill('つながったら届きます');
  await sato.getByRole('button', { name: '送る' }).click();
  await expect(sato.getByText('接続が切れています')).toBeVisible();
  await expect(sato.getByText('接続を待っています')).toBeVisible();
  await expect(hayashi.getByText('つながったら届きます')).toHaveCount(0);

  // What is unsent is not lost by a careless key: the browser asks.
  let asked = false;
  sato.once('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.dismiss();
  });
  await sato.evaluate(() => location.reload()).catch(() => undefined);
  await expect.poll(() => asked).toBe(true);

  await sato.context().setOffline(false);
  await expect(hayashi.getByText('つながったら届きます')).toBeVisible({ timeout: 15_000 });
  await expect(sato.getByText('接続を待っています')).toHaveCount(0);
  await expect(sato.getByText('接続が切れています')).toHaveCount(0);
  for (const page of [sato, hayashi]) {
    await page.goto(address);
    await expect(page.getByText('つながったら届きます')).toHaveCount(1);
  }
});

test('where no WebSocket can be had the page says so, and still sends and receives', async ({
  browser,
}) => {
  const sato = await signIn(browser, SATO, 'ja');
  const hayashi = await signIn(browser, HAYASHI, 'ja');
  await sato.routeWebSocket(/socket\.io/, (socket) => socket.close());
  const address = await openThread(sato, '古い代理サーバーの内側から');
  await hayashi.goto(address);
  await expect(sato.getByText('簡易モード')).toBeVisible({ timeout: 30_000 });
  await sato.getByLabel('返信').fill('簡易モードから');
  await sato.getByRole('button', { name: '送る' }).click();
  await expect(hayashi.getByText('簡易モードから')).toBeVisible();
  await hayashi.getByLabel('返信').fill('届きました');
  await hayashi.getByRole('button', { name: '送る' }).click();
  await expect(sato.getByText('届きました')).toBeVisible({ timeout: 15_000 });
});

test('everything a member does in a thread works without scripts', async ({ browser }) => {
  const page = await signIn(browser, SATO, 'ja', { javaScriptEnabled: false });
  await openThread(page, 'スクリプトなしで');
  await page.getByLabel('返信').fill('はじめの文');
  await page.getByRole('button', { name: '送る' }).click();
  const post = page.locator('article', { hasText: 'はじめの文' });
  await expect(post).toBeVisible();

  await page.getByLabel('返信').fill('あ'.repeat(8001));
  await page.getByRole('button', { name: '送る' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('返信')).toHaveValue(/^あ{8001}$/);
  await page.getByLabel('返信').fill('短くしました');
  await page.getByRole('button', { name: '送る' }).click();
  await expect(page.locator('article', { hasText: '短くしました' })).toBeVisible();

  await post.hover();
  await post.getByRole('link', { name: '編集する' }).click();
  await page.getByLabel('投稿', { exact: true }).fill('改めた文');
  await page.getByRole('button', { name: '保存する' }).click();
  const changed = page.locator('article', { hasText: '改めた文' });
  await changed.hover();
  await changed.getByRole('link', { name: '削除する' }).click();
  await page.getByRole('button', { name: '削除する' }).click();
  await expect(page.getByText('この投稿は削除されました')).toBeVisible();
});

test('a thread can be read, answered and mended with the keyboard alone', async ({ browser }) => {
  const page = await signIn(browser, SATO, 'en');
  await openThread(page, 'By keyboard');
  await page.getByLabel('Reply').focus();
  await page.keyboard.type('Written by keyboard');
  await page.keyboard.press('Control+Enter');
  const own = page.locator('article', { hasText: 'Written by keyboard' });
  await expect(own).toBeVisible();

  await tabTo(page, 'Edit', 'Written by keyboard');
  await page.keyboard.press('Enter');
  await expect(own.getByLabel('Edit a post')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(own).toBeFocused();
  await tabTo(page, 'Delete', 'Written by keyboard');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This post was deleted')).toBeVisible();
});

test('a long thread is read upwards without losing the place', async ({ browser }) => {
  const page = await signIn(browser, HAYASHI, 'ja');
  // The page opens its socket once its scripts run; before that the link would load another page.
  const running = page.waitForEvent('websocket');
  await page.goto(PROJECT);
  await running;
  await page.getByRole('link', { name: '読影データの注釈基準をどう揃えるか' }).click();
  const older = page.getByRole('link', { name: '以前の投稿' });
  await expect(older).toBeVisible();
  const first = page.getByRole('article').first();
  await older.scrollIntoViewIfNeeded();
  const before = await first.boundingBox();
  const label = await first.getAttribute('aria-label');
  const posts = await page.getByRole('article').count();
  await older.click();
  await expect.poll(() => page.getByRole('article').count()).toBeGreaterThan(posts);
  const after = await page.locator(`article[aria-label="${label}"]`).first().boundingBox();
  expect(Math.abs(after!.y - before!.y)).toBeLessThan(80);
  const beginning = page.getByText('ここからスレッドが始まります');
  await expect(async () => {
    if (await older.isVisible()) await older.click();
    await expect(beginning).toBeAttached({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
});

test('one draft in two windows: the second is told, keeps its text, and takes the one it wants', async ({
  browser,
}) => {
  const first = await signIn(browser, SATO, 'ja');
  const address = await openThread(first, `下書き ${Date.now()}`);
  const second = await first.context().newPage();
  for (const page of [first, second]) {
    await page.goto(address);
    await expect(page.getByRole('group', { name: '書式' })).toBeVisible();
  }
  const told = (page: Page) => page.getByText('この下書きは、別の画面でも変更されています');

  await first.getByLabel('返信').fill('一つ目の画面の文章です。');
  // Kept by the forum: a third window begins with it.
  const third = await first.context().newPage();
  await expect(async () => {
    await third.goto(address);
    await expect(third.getByLabel('返信')).toHaveValue('一つ目の画面の文章です。', {
      timeout: 1000,
    });
  }).toPass();
  await third.close();

  await second.getByLabel('返信').fill('二つ目の画面の文章です。');
  await expect(told(second)).toBeVisible();
  await expect(second.getByText('一つ目の画面の文章です。')).toBeVisible();
  await expect(second.getByLabel('返信')).toHaveValue('二つ目の画面の文章です。');
  await expectAccessible(second);
  await second.getByRole('button', { name: 'この画面の文章を残す' }).click();
  await expect(told(second)).toBeHidden();

  await first.getByLabel('返信').fill('一つ目の画面の文章です。続きも書きます。');
  await expect(told(first)).toBeVisible();
  await first.getByRole('button', { name: '別の画面の文章を使う' }).click();
  await expect(first.getByLabel('返信')).toHaveValue('二つ目の画面の文章です。');
  await expect(told(first)).toBeHidden();
  await first.reload();
  await expect(first.getByLabel('返信')).toHaveValue('二つ目の画面の文章です。');

  // Sent from one, it is gone from the other; what is then typed there stays.
  await first.getByRole('button', { name: '送る' }).click();
  await expect(second.getByRole('article').getByText('二つ目の画面の文章です。')).toBeVisible();
  await expect(second.getByText('別の画面から送信されました')).toBeVisible();
  await expect(second.getByLabel('返信')).toHaveValue('');
  await second.getByLabel('返信').fill('次に書くこと');
  await first.getByLabel('返信').fill('次に書くことの後に送ること');
  await first.getByRole('button', { name: '送る' }).click();
  await expect(second.getByRole('article').getByText('の後に送ること')).toBeVisible();
  await expect(second.getByLabel('返信')).toHaveValue('次に書くこと');

  // A thread that is not opened yet has one too.
  const title = (page: Page) => page.locator('input[name=title]');
  const opening = async (page: Page, value: string) =>
    expect(async () => {
      await page.goto(`${PROJECT}/new`);
      await expect(title(page)).toHaveValue(value, { timeout: 1000 });
    }).toPass();
  await opening(first, '');
  await title(first).fill('まだ始めていない件');
  const other = await first.context().newPage();
  await opening(other, 'まだ始めていない件');
  await other.getByRole('button', { name: '下書きを破棄' }).click();
  await expect(title(other)).toHaveValue('');
  await opening(await first.context().newPage(), '');
});

test('a text keeps its direction to itself: nothing that is written turns round what stands beside it', async ({
  browser,
}) => {
  const page = await signIn(browser, SATO, 'ja');
  await openThread(page, `請求書\u202efdp.exe ${Date.now()}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('請求書fdp.exe');
  await page.getByLabel('返信').fill('前\u202eうしろ\u2067中\u2069後 مستشفى\u200f 1');
  await page.getByRole('button', { name: '送る' }).click();
  const post = page.getByRole('article').nth(1);
  await expect(post).toContainText('前うしろ中後 مستشفى\u200f 1');
  expect(await page.content()).not.toMatch(/[\u202a-\u202e\u2066\u2067]/);

  // A paragraph after one from the right still reads from the left.
  await page.getByLabel('返信').fill('تقرير مستشفى 12.\n\n日本語の段落と مستشفى 5 件。');
  await page.getByRole('button', { name: '送る' }).click();
  await expect(page.getByRole('article')).toHaveCount(3);
  await expect(page.getByRole('article', { name: '送信中' })).toHaveCount(0);
  const lines = page.getByRole('article').nth(2).locator('p', { hasText: '日本語の段落' });
  const readsFromLeft = await lines.first().evaluate((line) => {
    const text = line.firstChild!;
    const at = (from: number) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, from + 1);
      return range.getBoundingClientRect().left;
    };
    return at(0) < at(text.textContent!.indexOf('件'));
  });
  expect(readsFromLeft).toBe(true);

  // A number after a name from the right stays after it; without the forum's rule it goes before it.
  const numberAfterName = (style: string) =>
    page.evaluate((bidi) => {
      const line = document.createElement('p');
      line.innerHTML = `<span style="${bidi}">مستشفى</span> 3 件`;
      document.querySelector('main')!.append(line);
      const number = document.createRange();
      number.setStart(line.lastChild!, 1);
      number.setEnd(line.lastChild!, 2);
      const name = line.firstElementChild!.getBoundingClientRect();
      const after = number.getBoundingClientRect().left >= name.right;
      line.remove();
      return after;
    }, style);
  expect(await numberAfterName('unicode-bidi: normal')).toBe(false);
  expect(await numberAfterName('')).toBe(true);
});

test('nothing that is posted runs, reaches out or leaves its place', async ({ browser }) => {
  const page = await signIn(browser, SATO, 'ja');
  const alarms: string[] = [];
  page.on('dialog', (dialog) => {
    alarms.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => alarms.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${FORUM_URL}/`)) alarms.push(request.url());
  });
  const address = await openThread(page, '<img src=x onerror=alert(1)>');
  // Marks piled on one letter, and a family that is one sign.
  const piled = `pilede${'\u0301\u0321'.repeat(200)} ${'👨‍👩‍👧‍👦'.repeat(40)}`;
  const payload = [...PAYLOADS, piled].join('\n\n');
  await page.getByLabel('返信').fill(payload);
  await page.getByRole('button', { name: '送る' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
  // What has not arrived yet holds whoever leaves.
  await expect(page.getByRole('article', { name: '送信中' })).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByRole('article')).toHaveCount(2);
  expect(await page.locator('article :is(script, img, iframe, [onerror], [onload])').count()).toBe(
    0,
  );
  expect(
    await page.locator('article a:not([href^="http"], [href^="mailto:"], [href^="/"])').count(),
  ).toBe(0);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);
  await page.goto('/search?q=pilede&order=newest');
  const found = page.getByRole('list', { name: '検索結果' }).locator('mark').first();
  await expect(found).toContainText('piled');
  // The ink of the marks, which no layout counts, ends with what holds them.
  expect(await found.evaluate((mark) => getComputedStyle(mark.parentElement!).overflowY)).toBe(
    'clip',
  );
  await expectToFit(page);
  expect(alarms).toEqual([]);
});

for (const [lang, width] of [
  ['ja', 1360],
  ['en', 390],
  ['zh', 1360],
  ['ko', 390],
] as const) {
  test(`the screens of discussions are accessible (${lang}, ${width} px)`, async ({ browser }) => {
    const page = await signIn(browser, SATO, lang, { viewport: { width, height: 900 } });
    await page.goto('/discussions');
    await expectAccessible(page);
    await page.goto(PROJECT);
    await expectAccessible(page);
    const threads = page.locator('main a[href^="/discussions/threads/"]');
    const addresses = await threads.evaluateAll((links) =>
      links.map((link) => link.getAttribute('href')!),
    );
    await page.goto(`${PROJECT}/new`);
    await expectAccessible(page);
    for (const address of addresses.slice(0, 2)) {
      await page.goto(address);
      await expectAccessible(page);
      await page.goto(`${address}/post`);
      await expectAccessible(page);
    }
  });
}

/** Opens a thread of this test's own; its address. */
async function openThread(page: Page, title: string): Promise<string> {
  await page.goto(`${PROJECT}/new`);
  await page.locator('input[name=title]').fill(title);
  await page.locator('textarea[name=body]').fill('はじめましょう。');
  await page.locator('main form[method=post] button[type=submit]').last().click();
  await page.waitForURL(/\/discussions\/threads\//);
  await expect(page.getByRole('article').first()).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Presses Tab until the focus is on the link of this name in the article with this text. */
async function tabTo(page: Page, name: string, within: string) {
  await page.getByRole('link').first().focus();
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate(
      ([name, within]) => {
        const { activeElement } = document;
        const article = activeElement?.closest('article');
        return (
          activeElement?.getAttribute('aria-label') === name &&
          article?.textContent?.includes(within)
        );
      },
      [name, within] as const,
    );
    if (there) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}
