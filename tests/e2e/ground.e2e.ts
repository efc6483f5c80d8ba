import { expect } from '@playwright/test';
import { test } from './visit.ts';

test('a visitor reaches the forum, and nothing on the way is broken', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', /\w/);
  expect(faults).toEqual([]);
});

test('scripts and styles arrive compressed and may be kept for ever', async ({ page, request }) => {
  await page.goto('/');
  const address = await page.locator('link[rel=stylesheet]').first().getAttribute('href');
  for (const encoding of ['br', 'gzip']) {
    const answer = await request.get(address ?? '', { headers: { 'accept-encoding': encoding } });
    expect(answer.headers()['content-encoding']).toBe(encoding);
    expect(answer.headers()['cache-control']).toContain('immutable');
  }
});
