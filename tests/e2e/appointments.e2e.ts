import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, test } from './visit.ts';

const CASE = '/referrals/P6RA3YJ9-%24';

test('a hospital proposes times with an interpreter, the partner confirms one, and both pages follow by themselves', async ({
  browser,
}) => {
  const hospital = await signIn(browser, 'coordinator@kaedeno.example', 'ja');
  await hospital.goto(CASE);
  await hospital.getByRole('link', { name: '候補日時を提案' }).click();
  await expect(hospital.getByLabel('通訳')).toHaveValue('th');
  await hospital.getByRole('link', { name: '次の週' }).click();
  const free = hospital.getByRole('checkbox');
  await expect(free.first()).toBeVisible();
  await expectAccessible(hospital);
  await expectToFit(hospital);
  await free.nth(0).check();
  await free.nth(3).check();
  await hospital.getByRole('button', { name: '選んだ日時を提案' }).click();
  await expect(hospital.getByText('回答待ち')).toBeVisible();

  const partner = await signIn(browser, 'nattaya@namchai.example', 'en', PHONE);
  await partner.goto(CASE);
  await expect(partner.getByText('Waiting for an answer')).toBeVisible();
  await expectAccessible(partner);
  await expectToFit(partner);
  await partner
    .getByRole('link', { name: /^Confirm/ })
    .first()
    .click();
  await partner.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(partner.getByText('Confirmed', { exact: true })).toBeVisible();
  await expect(hospital.getByText('確定', { exact: true })).toBeVisible();
  await expectAccessible(hospital);

  const [file] = await Promise.all([
    partner.waitForEvent('download'),
    partner.getByRole('link', { name: 'Add to calendar (ICS)' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('P6RA3YJ9.ics');

  // Given up again, so that the demo's case stands as it stood.
  await hospital.getByRole('link', { name: '予約を取り消す' }).click();
  await hospital.getByRole('radio', { name: '渡航・査証の都合' }).check();
  await hospital.getByRole('button', { name: '予約を取り消す' }).click();
  await expect(partner.getByText('Waiting for times from the hospital')).toBeVisible();
});
