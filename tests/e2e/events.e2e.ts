import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

const STAFF = 'staff@mej.example';
const SATO = 'society@aozora.example';
const SHOJI = 'company@shinonome.example';
const HAYASHI = 'representative@aoba.example';

test('the secretariat publishes a symposium; the last seat is sold once and every page sees it', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const staff = await signIn(browser, STAFF, 'ja');
  const event = await draft(staff, { seats: '2', title: '内視鏡シンポジウム' });
  await addSession(staff, event, { title: '基調講演', from: '10:00', to: '11:00' });
  await staff.getByRole('link', { name: '公開へ進む' }).click();
  await staff.getByRole('button', { name: '公開する' }).click();
  await staff.waitForURL(new RegExp(`${event}$`));
  await expect(staff.getByText('受付中')).toBeVisible();

  // Two members and the secretariat look at the page; one writes Japanese, one English.
  const sato = await signIn(browser, SATO, 'ja');
  const shoji = await signIn(browser, SHOJI, 'en');
  await sato.goto(event);
  const listening = shoji.waitForEvent('websocket');
  await shoji.goto(event);
  await listening;
  await expect(staff.getByRole('status').filter({ hasText: '残り 2席' })).toBeVisible();
  await expect(shoji.getByText('2 seats left')).toBeVisible();
  const loads = [staff, shoji].map(countLoads);

  await sato.getByRole('button', { name: '登録する' }).click();
  await expect(sato.getByText('席 1', { exact: true })).toBeVisible();
  await expect(sato.getByText('登録しました')).toBeVisible();
  await expect(shoji.getByText('1 seat left')).toBeVisible({ timeout: 5000 });
  await expect(staff.getByText('残り 1席')).toBeVisible({ timeout: 5000 });

  // One seat is left: two people press at the same moment.
  const hayashi = await signIn(browser, HAYASHI, 'ja');
  await hayashi.goto(event);
  await Promise.all([
    shoji.getByRole('button', { name: 'Register' }).click(),
    hayashi.getByRole('button', { name: '登録する' }).click(),
  ]);
  await expect(staff.getByText('満席です')).toBeVisible({ timeout: 5000 });
  const shojiSits = shoji.getByText('Seat 2', { exact: true });
  const shojiWaits = shoji.getByText('No. 1 in line', { exact: true });
  const hayashiSits = hayashi.getByText('席 2', { exact: true });
  const hayashiWaits = hayashi.getByText('待ち順 1番', { exact: true });
  await expect(shojiSits.or(shojiWaits)).toBeVisible();
  await expect(hayashiSits.or(hayashiWaits)).toBeVisible();
  const seated = [await shojiSits.isVisible(), await hayashiSits.isVisible()];
  expect(seated.filter(Boolean)).toHaveLength(1);

  // Sato gives the seat back: whoever waits gets it, on the open page.
  await sato.getByRole('button', { name: '登録を取り消す' }).click();
  await expect(sato.getByText('登録を取り消しました')).toBeVisible();
  const [waiter, seat] = seated[0] ? ([hayashi, '席 1'] as const) : ([shoji, 'Seat 1'] as const);
  await expect(waiter.getByText(seat, { exact: true })).toBeVisible({ timeout: 5000 });
  await expect(staff.getByText('満席です')).toBeVisible();

  // Undo: the seat went to somebody else meanwhile, so Sato stands in line.
  await sato.getByRole('button', { name: '元に戻す' }).last().click();
  await expect(sato.getByText('待ち順 1番', { exact: true })).toBeVisible();
  expect(loads.map((count) => count())).toEqual([0, 0]);

  // So is what is discussed about it.
  await sato.goto(`/discussions/projects/thai-ct/new?event=${event.split('/').at(-1)}`);
  await sato.locator('input[name=title]').fill('会場での実演');
  await sato.locator('textarea[name=body]').fill('時間を相談しましょう。');
  await sato.locator('main form[method=post] button[type=submit]').last().click();
  await sato.waitForURL(/\/discussions\/threads\//);
  await staff.reload();
  const thread = staff.getByRole('listitem').filter({ hasText: '会場での実演' });
  await expect(thread.getByText('投稿 1')).toBeVisible();
  const again = countLoads(staff);
  await sato.getByLabel('返信').fill('午後では');
  await sato.getByRole('button', { name: '送る' }).click();
  await expect(thread.getByText('投稿 2')).toBeVisible({ timeout: 10_000 });
  expect(again()).toBe(0);
});

test('a room and a speaker that are taken are refused, with the session in the way', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const staff = await signIn(browser, STAFF, 'ja');
  const event = await draft(staff, { seats: '', title: '重なりの確認' });
  await addSession(staff, event, { title: '基調講演', from: '10:00', to: '11:00' });
  await addSession(staff, event, { title: '別の講演', from: '10:30', to: '11:30' }, 'refused');
  const dialog = staff.getByRole('dialog');
  await expect(
    dialog.getByText('大ホールは、10:00から11:00まで「基調講演」が使っています。'),
  ).toBeVisible();
  await expect(dialog.getByLabel('日本語').first()).toHaveValue('別の講演');
  await dialog.getByLabel('開始').fill(`${day()}T11:00`);
  await dialog.getByRole('button', { name: '枠を加える' }).click();
  await expect(staff.getByRole('link', { name: '別の講演' })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await staff.goto(event);
  await expect(staff.getByRole('heading', { name: '別の講演' })).toBeVisible();
});

test('without scripts: an event is drafted, published, and a seat taken and given back', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const staff = await signIn(browser, STAFF, 'en', WITHOUT_SCRIPTS);
  await staff.goto('/events/new');
  await staff.locator('[name="title.ja"]').fill('紙のように静かな催し');
  await staff.locator('[name="title.en"]').fill('As quiet as paper');
  await staff.locator('[name="place.ja"]').fill('東京');
  await staff.locator('[name=starts]').fill(`${day()}T10:00`);
  await staff.locator('[name=ends]').fill(`${day()}T09:00`);
  await staff.getByRole('button', { name: 'Save and go on' }).click();
  await expect(staff.getByRole('alert')).toContainText('The end must be after the beginning.');
  await expect(staff.locator('[name="title.ja"]')).toHaveValue('紙のように静かな催し');
  await staff.locator('[name=ends]').fill(`${day()}T17:00`);
  await staff.getByRole('button', { name: 'Save and go on' }).click();
  await staff.getByRole('link', { name: 'Add a session' }).click();
  await staff.locator('[name="title.ja"]').fill('講演');
  await staff.locator('[name="room.ja"]').fill('大ホール');
  await staff.locator('[name="speakers.0.name.ja"]').fill('架空 花子');
  await staff.locator('[name="speakers.0.affiliation.ja"]').fill('架空大学');
  await staff.getByRole('button', { name: 'Add a session' }).click();
  await staff.getByRole('link', { name: '3. Publish' }).click();
  await staff.getByRole('button', { name: 'Publish' }).click();
  await expect(staff.getByRole('heading', { name: 'As quiet as paper' })).toBeVisible();

  const sato = await signIn(browser, SATO, 'en', WITHOUT_SCRIPTS);
  await sato.goto(new URL(staff.url()).pathname);
  await sato.getByRole('button', { name: 'Register' }).click();
  await expect(sato.getByText('Seat 1', { exact: true })).toBeVisible();
  await sato.getByRole('button', { name: 'Cancel my registration' }).click();
  await expect(sato.getByRole('button', { name: 'Register' })).toBeVisible();
});

test('every screen is accessible, in Japanese and English, on a wide screen and on a phone', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  for (const [lang, options] of [
    ['ja', {}],
    ['en', { ...PHONE, colorScheme: 'dark' }],
  ] as const) {
    const staff = await signIn(browser, STAFF, lang, options);
    const symposium = await addressOf(staff, /第12回 MEJフォーラム シンポジウム|12th MEJ Forum/);
    const screens = [
      '/events',
      '/events?show=past',
      '/events?show=drafts',
      '/events/new',
      symposium,
      `${symposium}/edit`,
      `${symposium}/edit/programme`,
      `${symposium}/edit/programme/new`,
      `${symposium}/edit/publish`,
      `${symposium}/attendees`,
    ];
    for (const screen of screens) {
      await staff.goto(screen);
      await expect(staff.getByRole('main')).toBeVisible();
      await expectAccessible(staff);
      await expectToFit(staff);
    }
  }
});

test('on paper the programme is a list of both days, without buttons', async ({ browser }) => {
  const page = await signIn(browser, SATO, 'ja');
  await page.goto(await addressOf(page, /第12回 MEJフォーラム シンポジウム/));
  await page.emulateMedia({ media: 'print' });
  await expect(
    page.getByRole('heading', { name: '2027年' }).or(page.locator('h3')).first(),
  ).toBeVisible();
  for (const title of ['JIH・AMTAC 認証の現在', '周産期研修の五年']) {
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  }
  await expect(page.getByRole('button', { name: '印刷' })).toBeHidden();
  await expect(page.getByRole('button', { name: '登録を取り消す' })).toBeHidden();
});

test('the calendar file and the list of attendees are downloads', async ({ browser }) => {
  const staff = await signIn(browser, STAFF, 'en');
  const symposium = await addressOf(staff, /12th MEJ Forum/);
  const calendar = await staff.request.get(`${symposium}/calendar.ics`);
  expect(calendar.headers()['content-type']).toContain('text/calendar');
  expect(await calendar.text()).toContain('BEGIN:VEVENT');
  const list = await staff.request.get(`${symposium}/attendees.csv`);
  expect(list.headers()['content-disposition']).toContain('.csv');
  expect(await list.text()).toContain('"State","Seat"');
  const member = await signIn(browser, SATO, 'en');
  expect((await member.request.get(`${symposium}/attendees.csv`)).status()).toBe(403);
});

test('a visitor sees a public event and is led to sign in, not what is for members', async ({
  browser,
  page,
}) => {
  const member = await signIn(browser, SATO, 'ja');
  const open = await addressOf(member, /第12回 MEJフォーラム シンポジウム/);
  const forMembers = await addressOf(member, /実務セミナー/);
  await page.goto(open);
  await page.getByRole('link', { name: /Sign in to register|サインインして登録する/ }).click();
  await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${encodeURIComponent(open)}`));
  await page.goto(forMembers);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

type Draft = { title: string; seats: string };

/** A new event with a place and times, as far as its programme; answers its address. */
async function draft(page: Page, { title, seats }: Draft): Promise<string> {
  await page.goto('/events');
  await page.getByRole('link', { name: '催しを作る' }).click();
  await page.locator('[name="title.ja"]').fill(title);
  await page.locator('[name="title.en"]').fill(`Event ${Date.now()}`);
  await page.locator('[name="place.ja"]').fill('東京・みどり会館（架空）');
  await page.locator('[name=starts]').fill(`${day()}T10:00`);
  await page.locator('[name=ends]').fill(`${day()}T17:00`);
  await page.locator('[name=seats]').fill(seats);
  await page.getByRole('button', { name: '保存して時間割へ進む' }).click();
  await page.waitForURL(/\/edit\/programme$/);
  return new URL(page.url()).pathname.replace('/edit/programme', '');
}

async function addSession(
  page: Page,
  event: string,
  { title, from, to }: { title: string; from: string; to: string },
  outcome: 'added' | 'refused' = 'added',
) {
  await page.goto(`${event}/edit/programme`);
  await page.getByRole('link', { name: '枠を加える' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[name="title.ja"]').fill(title);
  await dialog.locator('[name="room.ja"]').fill('大ホール');
  await dialog.locator('[name=starts]').fill(`${day()}T${from}`);
  await dialog.locator('[name=ends]').fill(`${day()}T${to}`);
  await dialog.getByRole('button', { name: '枠を加える' }).click();
  if (outcome === 'added') await expect(page.getByRole('link', { name: title })).toBeVisible();
}

/** Forty days ahead, as a field for dates takes it. */
function day(): string {
  return new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
}

async function addressOf(page: Page, title: RegExp): Promise<string> {
  await page.goto('/events');
  const address = await page.getByRole('link', { name: title }).first().getAttribute('href');
  return address ?? '';
}

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => (loads += 1));
  return () => loads;
}
