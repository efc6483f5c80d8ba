import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, test } from './visit.ts';

const LANGS = { ja: 'ja', en: 'en', zh: 'zh-Hans', ko: 'ko' } as const;
const BUDGET_BYTES = 60_000;

test('a visitor is led to the language they prefer', async ({ request }) => {
  for (const [wanted, address] of [
    ['ko-KR,ko;q=0.9,en;q=0.8', '/ko'],
    ['zh-CN', '/zh'],
    ['fr', '/ja'],
    ['fr;q=0.9,en;q=0.8', '/en'],
  ]) {
    const answer = await request.get('/', {
      headers: { 'accept-language': wanted! },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(302);
    expect(answer.headers()['location']).toBe(address);
  }
});

test('public pages carry no script and little weight', async ({ request }) => {
  for (const address of [
    '/ja',
    '/en/events',
    '/zh/events/symposium-12',
    '/ko/library',
    '/ja/projects',
  ]) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(200);
    const html = await answer.text();
    expect(html, address).not.toContain('<script');
    const styles = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, at]) => at);
    let bytes = gzipSync(html).length;
    for (const style of styles) bytes += gzipSync(await (await request.get(style!)).body()).length;
    expect(bytes, address).toBeLessThan(BUDGET_BYTES);
  }
});

test('each page stands in four languages that know of each other', async ({ page }) => {
  for (const [lang, tag] of Object.entries(LANGS)) {
    await page.goto(`/${lang}/events/symposium-12`);
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
    expect(canonical).toMatch(new RegExp(`/${lang}/events/symposium-12$`));
    for (const other of Object.values(LANGS)) {
      await expect(page.locator(`link[rel=alternate][hreflang="${other}"]`)).toHaveCount(1);
    }
  }
  await page.getByRole('link', { name: '简体中文' }).click();
  await expect(page).toHaveURL(/\/zh\/events\/symposium-12$/);
});

test('an event says when, where and what, and leads members to register', async ({ page }) => {
  await page.goto('/en/events');
  await page.getByRole('link', { name: '12th MEJ Forum Symposium' }).click();
  await expect(page.getByRole('heading', { name: 'Programme' })).toBeVisible();
  await page.getByRole('link', { name: 'Register', exact: true }).click();
  await page.getByRole('link', { name: 'Sign in to register' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('the digest of the past event is there to read', async ({ page }) => {
  await page.goto('/ja/events/tokyo-nutrition-summit-2021-workplace-health');
  await expect(page.getByRole('heading', { name: '要旨' })).toBeVisible();
  await expect(page.getByText('249兆円')).toBeVisible();
});

test('visitors read public items and nothing of the members’', async ({ page, request }) => {
  await page.goto('/en/library');
  await expect(page.getByRole('article')).toHaveCount(6);
  await page.getByRole('link', { name: 'Why the MEJ Forum was founded' }).click();
  await expect(page).toHaveURL(/\/en\/library\/mej-forum-purpose$/);
  const members = await request.get('/en/library/singapore-country-note', { maxRedirects: 0 });
  expect(members.status()).toBe(302);
  expect(members.headers()['location']).toMatch(/^\/sign-in/);
  expect((await request.get('/fr')).status()).toBe(404);
});

for (const lang of Object.keys(LANGS)) {
  test(`the public site is accessible in ${lang}`, async ({ browser }) => {
    for (const options of [{ viewport: { width: 1360, height: 900 } }, PHONE]) {
      const context = await browser.newContext({ ...options, bypassCSP: true });
      const page = await context.newPage();
      for (const address of [
        '',
        '/events',
        '/events/symposium-12',
        '/projects',
        '/projects/mongolia-heart',
        '/library',
        '/library/mej-forum-purpose',
      ]) {
        await page.goto(`/${lang}${address}`);
        await expectToFit(page);
        // The pages of the four languages are the same but for their words, and narrow ones for their places.
        if (lang === 'ja' || (lang === 'en' && options === PHONE)) await expectAccessible(page);
      }
      await context.close();
    }
  });
}
