import { defineConfig } from '@playwright/test';
import { ensureChromium } from './tests/chromium.mjs';
import { FORUM_URL } from './tests/e2e/forum-url.ts';

/** Journeys in a real browser against the built forum, which the global setup starts. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/setup.ts',
  // The cast of a forum is shared: two journeys at once would change each other's language and seats.
  // Each worker has a forum of its own, and takes one file after the other to it.
  fullyParallel: false,
  workers: 2,
  // What passes only at the second try is counted as flaky in the closing line, and is to be mended.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    // Set by the global setup, before the workers read this file again.
    baseURL: FORUM_URL,
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Asia/Tokyo',
    screenshot: 'only-on-failure',
    // Recording costs more than the pages do: only what failed once is recorded.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: ensureChromium(),
      // Chromium's sandbox does not start for root, nor in most containers.
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
