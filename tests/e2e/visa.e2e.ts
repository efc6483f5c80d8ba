import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, test } from './visit.ts';

const CASE = '/referrals/H8DQ5SNW-N';
const VISA = `${CASE}/visa`;

test('the guarantor enters its payment by telephone and takes it back; it sees days, and nothing of the patient', async ({
  browser,
}) => {
  const hospital = await signIn(browser, 'coordinator@aoba.example', 'ja');
  await hospital.goto(CASE);
  await hospital.locator(`a[href$="/visa"]`).first().click();
  await expect(hospital.getByRole('heading', { level: 1 })).toBeVisible();
  const items = hospital.getByRole('listitem');
  await expect(items.filter({ hasText: '旅券' }).first()).toContainText('用意済み');
  await expectAccessible(hospital);

  const guarantor = await signIn(browser, 'facilitator@minazuki.example', 'en', PHONE);
  await guarantor.goto(VISA);
  const payment = guarantor.getByRole('listitem').filter({ hasText: 'Payment' }).first();
  await expect(payment).toContainText('Not yet');
  for (const hidden of ['Passport', 'Companions', 'In hospital']) {
    await expect(guarantor.getByText(hidden, { exact: true })).toHaveCount(0);
  }
  await expectAccessible(guarantor);
  await expectToFit(guarantor);
  await guarantor.getByRole('button', { name: 'Enter the payment' }).click();
  await expect(payment).toContainText('Done');
  await hospital.reload();
  await expect(items.filter({ hasText: '費用の支払' }).first()).toContainText('完了済み');

  await guarantor.getByRole('button', { name: 'Take back: Payment settled' }).click();
  await expect(payment).toContainText('Not yet');

  const doctor = await signIn(browser, 'coordinator@shiomi.example', 'en');
  const answer = await doctor.goto(VISA);
  expect(answer?.status()).toBe(404);
});
