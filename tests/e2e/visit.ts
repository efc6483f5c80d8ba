import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  expect,
  test as base,
  type Browser,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { DEMO_PASSWORD } from '#prisma/seed/cast.ts';
import { FORUM_URL } from './forum-url.ts';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;
export const WITHOUT_SCRIPTS = { javaScriptEnabled: false } as const;

/**
 * A journey ends with its pages: those left open would go on asking the forum, and make every later
 * journey slower.
 */
export const test = base.extend<{ closing: void }>({
  closing: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

/**
 * A blank page of somebody who has just signed in, in a browser of their own. The form is sent and not
 * drawn; that it can be filled in is shown where signing in is the story.
 */
export async function signIn(
  browser: Browser,
  email: string,
  lang: 'ja' | 'en' | 'zh' | 'ko',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const sending = {
    headers: { origin: FORUM_URL },
    maxRedirects: 0,
  };
  const form = { email, password: DEMO_PASSWORD, next: '/' };
  const answer = await context.request.post('/sign-in', { form, ...sending });
  expect([answer.status(), answer.headers()['location']], email).toEqual([302, '/']);
  await context.request.post('/language', { form: { lang, next: '/' }, ...sending });
  return context.newPage();
}

/** Opens what the newest of somebody's notifications with these words is about. */
export async function openNotice(page: Page, words: string): Promise<void> {
  await page.goto('/notifications');
  const line = page.getByRole('listitem').filter({ hasText: words }).first();
  await line.getByRole('button').first().click();
}

/**
 * The path that the newest mail to an address, of a subject, shows to a page; mails go out within
 * seconds. The mails of all people stand in one list: somebody else's may be newer.
 */
export async function linkInMail(
  page: Page,
  address: string,
  to: string,
  subject = /./,
): Promise<string> {
  const mail = page.getByRole('row', { name: subject }).filter({ hasText: address }).first();
  await expect(async () => {
    await page.goto('/dev/mail');
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await mail.getByRole('link').click();
  const link = await page.locator(`pre a[href*="${to}"]`).getAttribute('href');
  const { pathname, search, hash } = new URL(link!);
  return pathname + search + hash;
}

/** Holds a page against WCAG 2.2 AA and the best practices that axe knows. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  let violations = await violationsOf(page);
  if (violations.length > 0) {
    // What was on its way from one state to the next while it was looked at has come to rest.
    await page.waitForTimeout(1000);
    violations = await violationsOf(page);
  }
  expect(violations, page.url()).toEqual([]);
}

async function violationsOf(page: Page): Promise<string[]> {
  // A colour on its way has a contrast that nobody reads by.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each instanceof CSSTransition)
        .map((each) => each.finished),
    ),
  );
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}

/** A page that is wider than its window makes a phone's reader scroll sideways. */
export async function expectToFit(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, page.url()).toBe(0);
}
