import { expect, type Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { DEMO_PASSWORD } from '#prisma/seed/cast.ts';
import {
  expectAccessible,
  expectToFit,
  linkInMail,
  PHONE,
  signIn,
  WITHOUT_SCRIPTS,
  test,
} from './visit.ts';

/** Each journey changes an account of its own, so that they may run side by side. */
const BILLING = 'billing@aoba.example';
const FACILITATOR = 'facilitator@minazuki.example';
const OBSERVER = 'observer@renkei.example';
const COMPANY = 'company@shinonome.example';
const SHIOMI = 'coordinator@shiomi.example';
const PRIVACY = 'privacy@mej.example';
/** Other mails to the same person stand in the list too. */
const RESET = /(?=.*doctor@aoba\.example)(?=.*password-reset)/;

test('a person changes the profile, and language and readings follow', async ({ browser }) => {
  const page = await signIn(browser, FACILITATOR, 'en');
  await page.goto('/settings');
  await page.getByLabel('Family name', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Save the profile' }).evaluate((button) => {
    (button as HTMLButtonElement).form!.noValidate = true;
  });
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await expect(page.getByRole('alert')).toContainText('Family name: Please fill this in.');
  await page.getByLabel('Family name', { exact: true }).fill('水原');
  await page.getByLabel('Reading of the family name').fill('ミズハラ');
  await page.getByLabel('Time zone').selectOption('Asia/Ulaanbaatar');
  await page.getByLabel('Language', { exact: true }).selectOption('ko');
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await expect(page.getByText('프로필을 저장했습니다.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.getByLabel('시간대')).toHaveValue('Asia/Ulaanbaatar');
});

test('a wrong present password is said at its field, and nothing changes', async ({ browser }) => {
  const page = await signIn(browser, OBSERVER, 'en');
  await page.goto('/settings/security');
  await page.getByLabel('Present password').fill('not-the-password');
  await page.getByLabel('New password').fill('several words in a row');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByRole('alert')).toContainText('The password is not right.');
  await expect(page.getByLabel('Present password')).toHaveAttribute('aria-invalid', 'true');
});

test('a changed password ends the other sign-ins', async ({ browser }) => {
  const first = await signIn(browser, OBSERVER, 'en');
  const other = await signIn(browser, OBSERVER, 'en');
  await first.goto('/settings/security');
  await first.getByLabel('Present password').fill(DEMO_PASSWORD);
  await first.getByLabel('New password').fill(`${DEMO_PASSWORD} again`);
  await first.getByRole('button', { name: 'Change the password' }).click();
  await expect(first.getByText('Your password is changed.')).toBeVisible();
  await other.goto('/settings');
  await expect(other).toHaveURL(/\/sign-in/);
  await first.getByLabel('Present password').fill(`${DEMO_PASSWORD} again`);
  await first.getByLabel('New password').fill(DEMO_PASSWORD);
  await first.getByRole('button', { name: 'Change the password' }).click();
  await expect(first.getByText('Your password is changed.')).toBeVisible();
});

test('another sign-in can be ended by its name', async ({ browser }) => {
  const phone = await signIn(browser, COMPANY, 'en', {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  });
  const page = await signIn(browser, COMPANY, 'en');
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'End the sign-in “Safari on iPhone”' }).first().click();
  await expect(page.getByText('The sign-in has ended.')).toBeVisible();
  await phone.goto('/settings');
  await expect(phone).toHaveURL(/\/sign-in/);
});

test('a second factor is set up, asked for, and removed', async ({ browser }) => {
  const page = await signIn(browser, PRIVACY, 'en');
  await page.goto('/settings/security');
  await page.getByRole('link', { name: 'Set up the second factor' }).click();
  // The page before has a field of the same name, and stands a moment longer than its address.
  const show = page.getByRole('button', { name: 'Show the code to scan' });
  await expect(show).toBeVisible();
  await page.getByLabel('Present password').fill('not the password');
  await show.click();
  await expect(page.getByLabel('Present password')).toHaveAccessibleDescription(/not right|wrong/i);
  await page.getByLabel('Present password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Show the code to scan' }).click();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  const secret = (await page.locator('code').first().innerText()).replace(/\s/g, '');
  await expectAccessible(page);

  await page.getByLabel('Six digits').fill('000000');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByRole('alert')).toContainText('The code is not right');
  await page.getByLabel('Six digits').fill(codeOf(secret));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recovery = await codes.first().innerText();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();

  const again = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await again.goto('/sign-in');
  await again.locator('input[name=email]').fill(PRIVACY);
  await again.locator('input[name=password]').fill(DEMO_PASSWORD);
  await again.locator('main button[type=submit]').first().click();
  await expect(again.locator('input[name=code]')).toBeVisible();
  await again.locator('input[name=code]').fill(recovery);
  await again.locator('main button[type=submit]').first().click();
  await again.waitForURL((url) => !url.pathname.startsWith('/sign-in'));

  await again.goto('/settings/security');
  await expect(again.getByText('9 recovery codes left')).toBeVisible();
  await removeFactor(again);
});

test('a token is made, used within its scope, and revoked', async ({ browser, request }) => {
  const page = await signIn(browser, COMPANY, 'en');
  await page.goto('/settings/tokens');
  const name = `Weekly export ${Date.now()}`;
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Make the token' }).click();
  await expect(page.getByRole('alert')).toContainText('What it may do');
  await page.getByRole('group', { name: 'Library' }).getByLabel('Read').check();
  await page.getByRole('button', { name: 'Make the token' }).click();
  const made = page.getByRole('status').filter({ hasText: 'Copy the token now' });
  const token = await made.locator('code').innerText();
  expect(token).toMatch(/^mejf_/);

  const call = (act: string) =>
    request.post(`/api/v1/${act}`, { data: {}, headers: { authorization: `Bearer ${token}` } });
  expect((await call('library.list')).status()).toBe(200);
  expect(await (await call('membership.listOrganisations')).json()).toMatchObject({
    status: 403,
    code: 'SCOPE_MISSING',
  });

  await page.goto('/settings/tokens');
  const row = page.getByRole('row', { name });
  await row.locator('summary').click();
  await row.getByRole('button', { name: `Revoke “${name}”` }).click();
  await expect(page.getByText('The token is revoked.')).toBeVisible();
  expect(await (await call('library.list')).json()).toMatchObject({ code: 'TOKEN_INVALID' });
});

test('settings work without scripts', async ({ browser }) => {
  const page = await signIn(browser, BILLING, 'ja', WITHOUT_SCRIPTS);
  await page.goto('/settings/tokens');
  await page.getByLabel('名前').fill('スクリプトなし');
  await page.getByRole('group', { name: '催し' }).getByLabel('読む', { exact: true }).check();
  await page.getByRole('button', { name: 'トークンを作る' }).click();
  await expect(page.getByText(/^mejf_/)).toBeVisible();
  const row = page.getByRole('row', { name: 'スクリプトなし' }).first();
  await row.locator('summary').click();
  await row.getByRole('button', { name: '「スクリプトなし」を取り消す' }).click();
  await expect(page.getByText('トークンを取り消しました。')).toBeVisible();
});

test('a notification is opened, and is read from then on', async ({ browser }) => {
  const page = await signIn(browser, SHIOMI, 'en');
  const unread = page.getByRole('button', { name: /^New: / });
  await page.goto('/notifications');
  const before = await unread.count();
  await page.goto('/notifications?show=referrals');
  expect(await unread.count()).toBeGreaterThan(0);
  await unread.first().click();
  await expect(page).toHaveURL(/\/referrals\/offers\//);
  await page.goto('/notifications');
  await expect(unread).toHaveCount(before - 1);
  if (before > 1) await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(page.getByText('Everything is read')).toBeVisible();
});

test('a push that is pressed opens its record after signing in, and for nobody else', async ({
  browser,
}) => {
  const own = await signIn(browser, SHIOMI, 'en');
  await own.goto('/notifications?show=referrals');
  const line = own.locator('form[action$="/open"]').first();
  const pushed = (await line.getAttribute('action'))!.replace(/\/open$/, '');

  const elsewhere = await browser.newContext();
  const page = await elsewhere.newPage();
  await page.goto(pushed);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.locator('input[name=email]').fill(SHIOMI);
  await page.locator('input[name=password]').fill(DEMO_PASSWORD);
  await page.locator('main button[type=submit]').first().click();
  await expect(page).toHaveURL(/\/referrals\/offers\//);

  const other = await signIn(browser, BILLING, 'en');
  const answer = await other.goto(pushed);
  expect(answer!.status()).toBe(404);
});

test('mails of the demo are read where they would have arrived', async ({ page }) => {
  await page.goto('/forgot-password');
  await page.locator('input[name=email]').fill('doctor@aoba.example');
  await page.locator('main button[type=submit]').first().click();
  await linkInMail(page, 'doctor@aoba.example', 'reset-password', RESET);
  await expect(page.locator('pre a[href*="reset-password"]')).toBeVisible();
  await expect(page.frameLocator('iframe').locator('a[href*="reset-password"]')).toBeVisible();
});

test('the reference of the API finds an act and shows how to call it', async ({ page }) => {
  await page.goto('/api/docs');
  await page.locator('input[name=q]').fill('library list');
  await page.keyboard.press('Enter');
  const act = page.locator('details', { hasText: 'library.list' }).first();
  await expect(act).toContainText('library:read');
  await expect(act.locator('pre')).toContainText('/api/v1/library.list');
  await expectAccessible(page);
});

for (const options of [{}, PHONE]) {
  test(`settings are accessible at ${options === PHONE ? 390 : 1360} px`, async ({ browser }) => {
    const page = await signIn(browser, BILLING, 'en', options);
    for (const address of [
      '/settings',
      '/settings/security',
      '/settings/tokens',
      '/notifications',
      '/dev/mail',
      '/api/docs',
    ]) {
      await page.goto(address);
      await expectToFit(page);
      // What stands where is another matter of width; what it is called is not.
      if (options !== PHONE) await expectAccessible(page);
    }
  });
}

function codeOf(secret: string): string {
  return new TOTP({ secret, digits: 6, period: 30 }).generate();
}

async function removeFactor(page: Page) {
  await page.locator('summary', { hasText: 'Remove the second factor' }).click();
  await page.getByRole('button', { name: 'Remove the second factor' }).click();
  await expect(page.getByText('The second factor is removed.')).toBeVisible();
}
