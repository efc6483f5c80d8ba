import { expect } from '@playwright/test';
import { DEMO_PASSWORD } from '#prisma/seed/cast.ts';
import { expectAccessible, expectToFit, linkInMail, PHONE, signIn, test } from './visit.ts';

const OBSERVER = 'observer@renkei.example';
const CHECK = /New sign-in to your account|新しい端末からサインイン/;

test('a sign-in from a new browser is told of by mail; "it was not me" ends it and sets a new password', async ({
  browser,
}) => {
  const own = await signIn(browser, OBSERVER, 'en');
  await own.goto('/settings/security');
  const known = own.getByRole('region', { name: 'Browsers you have used' });
  await expect(known.getByText('This browser')).toBeVisible();
  await expectAccessible(own);

  const other = await signIn(browser, OBSERVER, 'en', PHONE);
  await other.goto('/settings/security');
  await expectToFit(other);
  await expect(known.getByRole('listitem')).toHaveCount(1);
  await own.reload();
  await expect(known.getByRole('listitem')).toHaveCount(2);

  await own.goto(await linkInMail(own, OBSERVER, 'sign-in/check', CHECK));
  await expect(own.getByText('Chrome on Linux')).toBeVisible();
  await expectAccessible(own);
  await own.getByRole('button', { name: /It was not me/ }).click();
  await own.waitForURL(/reset-password/);
  await other.goto('/settings');
  await expect(other).toHaveURL(/sign-in/);
  await own.locator('input[name=password]').fill(DEMO_PASSWORD);
  await own.locator('main button[type=submit]').first().click();
  await own.waitForURL(/sign-in/);
});
