import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, test } from './visit.ts';

/** In treatment at Aoba; nobody else’s journey opens it in an emergency. */
const CASE = '/referrals/H8DQ5SNW-N';

/** Closed a while ago; its patient is kept for some weeks more. */
const ENDED = '/referrals/5FJB9XGZ-G';

test('an officer says why once, and sender and hospital read who has seen the case', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const officer = await signIn(browser, 'officer@mej.example', 'ja');
  await officer.goto(CASE);
  const panel = officer.locator('form[action$="/identity"]');
  await panel.getByLabel('開く理由').selectOption({ label: 'その他' });
  await panel.getByLabel('補足').fill('受入れ医療機関からの照会に回答するため');
  await panel.getByRole('button').click();
  await expect(officer.getByText('Lkhagvajav')).toBeVisible();
  // Said once, it is not asked for the other part.
  await expect(officer.getByLabel('開く理由')).toHaveCount(0);
  await officer.reload();
  await expect(officer.getByLabel('開く理由')).toHaveCount(0);

  const partner = await signIn(browser, 'partner@altangol.example', 'en');
  await partner.goto(CASE);
  await partner.getByRole('link', { name: 'Who has seen this case' }).click();
  await expect(partner.getByText('受入れ医療機関からの照会に回答するため')).toBeVisible();
  await expect(partner.getByText('Makoto Ogata').first()).toBeVisible();
  await expectAccessible(partner);
  await expectToFit(partner);
  await partner.getByRole('link', { name: 'De-identified parts as well' }).click();
  await expect(partner.getByText('A hospital that was asked').first()).toBeVisible();
  await expect(partner.getByText('Shiomi')).toHaveCount(0);
  const [file] = await Promise.all([
    partner.waitForEvent('download'),
    partner.getByRole('link', { name: 'Download as CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('H8DQ5SNW-access.csv');

  // The case as a file: the link is good once, and the log tells of it.
  await partner.goto(`${CASE}/export`);
  await partner.getByRole('button', { name: 'Make the link' }).click();
  const download = partner.getByRole('link', { name: 'Download the export (ZIP)' });
  await expect(download).toBeVisible();
  await expectAccessible(partner);
  await expectToFit(partner);
  const address = (await download.getAttribute('href'))!;
  const [bundle] = await Promise.all([partner.waitForEvent('download'), download.click()]);
  expect(bundle.suggestedFilename()).toBe('H8DQ5SNW-export.zip');
  await partner.goto(address);
  await expect(partner.getByText('That link has been used or has ended.')).toBeVisible();

  const phone = await signIn(browser, 'coordinator@aoba.example', 'ja', PHONE);
  await phone.goto(`${CASE}/access`);
  await expect(phone.getByText('貴院が受入れを承諾した時点')).toBeVisible();
  await expect(phone.getByText('照会を受けた医療機関')).toHaveCount(0);
  await expectToFit(phone);
  await expectAccessible(phone);
});

test('an administrator opens a case in an emergency, everybody sees it, and the privacy officer reviews it', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const admin = await signIn(browser, 'admin@mej.example', 'en');
  await admin.goto(`${CASE}/emergency`);
  await expect(admin.getByRole('dialog')).toBeVisible();
  await expectAccessible(admin);
  await admin
    .getByLabel('Why is it necessary?')
    .fill('The ward called and needs the list of allergies.');
  await admin.getByRole('button', { name: 'Open for 60 minutes' }).click();
  await expect(
    admin.getByText(/You have this case open under emergency access until/),
  ).toBeVisible();
  await admin.getByRole('button', { name: 'Open the clinical' }).click();
  await expect(admin.getByText('Coronary stent').first()).toBeVisible();
  await expectAccessible(admin);

  const hospital = await signIn(browser, 'coordinator@aoba.example', 'ja', PHONE);
  await hospital.goto(CASE);
  await expect(hospital.getByText(/緊急アクセスによりこの案件を開いています/)).toBeVisible();
  await expectToFit(hospital);

  await admin.getByRole('button', { name: 'End now' }).click();
  await expect(admin.getByText(/under emergency access until/)).toHaveCount(0);
  expect((await admin.request.get(`${CASE}/identity`)).status()).toBe(404);

  const privacy = await signIn(browser, 'privacy@mej.example', 'ja');
  await privacy.goto('/referrals');
  await privacy.getByRole('link', { name: '緊急アクセス' }).click();
  await expect(privacy.getByRole('heading', { name: '緊急アクセス', level: 1 })).toBeVisible();
  await expectAccessible(privacy);
  await privacy.getByRole('row', { name: /H8DQ/ }).last().getByRole('link').click();
  await expect(privacy.getByText('The ward called and needs the list of allergies.')).toBeVisible();
  await expectAccessible(privacy);
  await expectToFit(privacy);
  await privacy.getByLabel('妥当', { exact: true }).check();
  await privacy.getByLabel('理由').fill('当直に確認しました。');
  await privacy.getByRole('button', { name: '確認結果を記録' }).click();
  await expect(privacy.getByText('当直に確認しました。')).toBeVisible();
});

test('two people put a case under a legal hold, and whoever asked cannot confirm', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const keeping = `${ENDED}/keeping`;
  const privacy = await signIn(browser, 'privacy@mej.example', 'ja');
  await privacy.goto(keeping);
  await expect(privacy.getByText('患者情報の消去予定日')).toBeVisible();
  await expectAccessible(privacy);
  const hold = privacy.locator('form', { has: privacy.locator('input[value=hold]') });
  await hold.getByLabel('理由').selectOption({ label: '行政機関等からの要請' });
  await hold.getByRole('button', { name: '保全を申請する' }).click();
  await expect(
    privacy.getByText('別の管理者または個人情報保護管理者の確認が必要です。'),
  ).toBeVisible();
  await expect(privacy.getByRole('button', { name: '保全を承認する' })).toHaveCount(0);

  const admin = await signIn(browser, 'admin@mej.example', 'en', PHONE);
  await admin.goto(keeping);
  await expectToFit(admin);
  await admin.getByRole('button', { name: 'Confirm the hold' }).click();
  await expect(admin.getByText('Kept by a legal hold since')).toBeVisible();
  await expect(admin.getByRole('button', { name: 'Ask for erasure' })).toHaveCount(0);
  await expectAccessible(admin);
  await expectToFit(admin);

  // Nobody who carries the case is asked, and other staff neither.
  const officer = await signIn(browser, 'officer@mej.example', 'en');
  expect((await officer.request.get(keeping)).status()).toBe(403);
});
