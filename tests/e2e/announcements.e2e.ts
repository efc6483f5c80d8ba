import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, test, WITHOUT_SCRIPTS } from './visit.ts';

/** A reading of Japan's clock so many minutes from now. */
function inMinutes(minutes: number): string {
  return new Date(Date.now() + (minutes + 540) * 60_000).toISOString().slice(0, 16);
}

test('an announcement is on open homes at once, and its reader puts it away', async ({
  browser,
}) => {
  const doctor = await signIn(browser, 'doctor@aoba.example', 'en');
  await doctor.goto('/');
  const staff = await signIn(browser, 'staff@mej.example', 'en');
  await staff.goto('/announcements/new');
  await staff.locator('[name="title.ja"]').fill('館内停電のお知らせ');
  await staff.locator('[name="title.en"]').fill('A power cut in the building');
  await staff.locator('[name="body.ja"]').fill('午後に停電します。');
  await staff.locator('[name="body.en"]').fill('In the afternoon.');
  await staff.getByRole('checkbox', { name: 'Medical institutions' }).check();
  await staff.locator('[name=sure]').check();
  await staff.getByRole('button', { name: 'Publish' }).click();
  await expect(staff.getByRole('heading', { level: 1 })).toHaveText('A power cut in the building');

  // Home, which was open, has it without being read again by its reader.
  const line = doctor.locator('[data-tone]', { hasText: 'A power cut in the building' });
  await expect(line).toBeVisible({ timeout: 10_000 });
  await line.getByRole('button', { name: 'Put away' }).click();
  await expect(line).toBeHidden();
  await doctor.goto('/announcements');
  await expect(doctor.getByRole('link', { name: /A power cut/ })).toBeVisible();
  // Home is as the other journeys know it.
  await staff.getByRole('link', { name: 'Edit' }).click();
  await staff.locator('form[action$="/withdraw"] [name=sure]').check();
  await staff.getByRole('button', { name: 'Withdraw' }).click();
  await expect(staff.getByText('Withdrawn')).toBeVisible();
});

test('maintenance is on every open page at once, put away until it begins, and goes when it is called off', async ({
  browser,
}) => {
  const doctor = await signIn(browser, 'doctor@aoba.example', 'en', PHONE);
  await doctor.goto('/events');
  const banner = doctor.getByRole('complementary', { name: 'Maintenance' });
  await expect(banner).toBeHidden();

  const staff = await signIn(browser, 'staff@mej.example', 'en');
  await staff.goto('/announcements/maintenance');
  await staff.locator('[name=starts]').fill(inMinutes(60));
  await staff.locator('[name=ends]').fill(inMinutes(120));
  await staff.locator('[name="words.ja"]').fill('保守作業を行います。');
  await staff.getByRole('button', { name: 'Announce' }).click();
  try {
    await expect(staff.getByRole('heading', { name: 'Announced' })).toBeVisible();
    await expectAccessible(staff);
    await expectToFit(staff);
    await expect(banner).toContainText('Planned maintenance', { timeout: 10_000 });
    await expect(doctor.getByRole('status').filter({ has: banner })).toHaveCount(1);
    await expect(banner).toContainText('JST');
    await banner.getByText('What it means').click();
    await expect(banner.locator('details')).toContainText('The forum may be unavailable');
    await expectAccessible(doctor);
    await expectToFit(doctor);
    await banner.getByRole('button', { name: 'Put away' }).click();
    await expect(banner).toBeHidden();
    await doctor.goto('/');
    await expect(banner).toBeHidden();

    for (const [path, options] of [
      ['/sign-in', {}],
      ['/ja', WITHOUT_SCRIPTS],
    ] as const) {
      const visitor = await (await browser.newContext({ ...options, locale: 'ja-JP' })).newPage();
      await visitor.goto(path);
      await expect(visitor.getByText('保守作業を行います。').first()).toBeVisible();
      await visitor.getByRole('button', { name: '閉じる' }).click();
      await expect(visitor.getByText('保守作業を行います。')).toHaveCount(0);
      await visitor.context().close();
    }

    // Moved to now it is another version, which nobody has put away, and nobody can while it runs.
    await staff.getByRole('link', { name: /JST/ }).click();
    await expect(staff.getByRole('button', { name: 'Save' })).toBeVisible();
    await staff.locator('[name=starts]').fill(inMinutes(-1));
    await staff.getByRole('button', { name: 'Save' }).click();
    await expect(banner).toContainText('Maintenance in progress', { timeout: 10_000 });
    await expect(banner.getByRole('button')).toHaveCount(0);
  } finally {
    await staff.goto('/announcements/maintenance');
    await staff.locator('#windows ~ * a').first().click();
    await expect(staff.getByRole('button', { name: 'Save' })).toBeVisible();
    await staff.locator('[name=sure]').check();
    await staff.getByRole('button', { name: 'Call off or end now' }).click();
    await expect(staff.getByRole('heading', { name: 'Announced' })).toBeHidden();
  }
  await expect(banner).toBeHidden({ timeout: 10_000 });
});
