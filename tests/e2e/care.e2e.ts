import { expect } from '@playwright/test';
import { expectAccessible, expectToFit, PHONE, signIn, test } from './visit.ts';

const CASE = '/referrals/P6RA3YJ9-%24';

test('a hospital asks in the case, the partner answers on a phone, both pages follow, and the officer says why before reading', async ({
  browser,
}) => {
  const mark = `question-${Date.now()}`;
  const partner = await signIn(browser, 'nattaya@namchai.example', 'en', PHONE);
  await partner.goto(CASE);
  const hospital = await signIn(browser, 'coordinator@kaedeno.example', 'ja');
  await hospital.goto(CASE);
  await hospital.getByRole('link', { name: '連絡を開く' }).click();
  await expect(hospital.getByText('閲覧はすべて記録されます')).toBeVisible();
  await hospital.getByLabel('内容').fill(`Which oxygen flow? ${mark}`);
  await hospital.getByRole('radio', { name: /^質問/ }).check();
  await hospital.getByRole('button', { name: '送信' }).click();
  await expect(hospital.getByText(mark)).toBeVisible();
  await expect(hospital.getByLabel('内容')).toHaveValue('');
  await expectAccessible(hospital);
  await expectToFit(hospital);

  // The partner's page of the case hears of it, and shows no word of it.
  await expect(partner.getByText('1 question to answer')).toBeVisible();
  await expect(partner.getByText(mark)).toHaveCount(0);
  await partner.getByRole('link', { name: 'Open messages' }).click();
  await expectAccessible(partner);
  await expectToFit(partner);
  await partner
    .getByRole('article')
    .filter({ hasText: mark })
    .getByRole('link', { name: /^Answer question/ })
    .click();
  await partner.getByRole('textbox', { name: 'Message' }).fill(`Two litres. ${mark}`);
  await partner.getByRole('button', { name: 'Send the answer' }).click();
  await expect(hospital.getByText(`Two litres. ${mark}`)).toBeVisible();
  await expect(hospital.getByText('回答待ち', { exact: true })).toHaveCount(0);

  const officer = await signIn(browser, 'officer@mej.example', 'en');
  await officer.goto(`${CASE}/messages`);
  await expect(officer.getByText(mark)).toHaveCount(0);
  await expectAccessible(officer);
  await officer.getByLabel('Why do you open it?').selectOption('question');
  await officer.getByRole('button', { name: 'Open messages' }).click();
  await expect(officer.getByText(`Two litres. ${mark}`)).toBeVisible();
});

test('a hospital issues a new version of the estimate, the partner accepts it on a phone, and the deposit and the paper follow', async ({
  browser,
}) => {
  const hospital = await signIn(browser, 'coordinator@kaedeno.example', 'ja');
  await hospital.goto(`${CASE}/estimate/edit`);
  await expectAccessible(hospital);
  await expectToFit(hospital);
  await hospital.getByLabel('預り金（円）').fill('1,000,000');
  await hospital.getByRole('button', { name: '下書きを保存' }).click();
  await expect(hospital.getByText('この下書きは自院のみ閲覧できます。')).toBeVisible();
  await hospital.getByRole('button', { name: '患者側に発行する' }).click();
  await expect(hospital.getByText(/入院前に.1,000,000/)).toBeVisible();

  const partner = await signIn(browser, 'nattaya@namchai.example', 'en', PHONE);
  await partner.goto(CASE);
  await partner.getByRole('link', { name: 'Open the estimate' }).click();
  await expect(partner.getByText('Proton therapy (10 sessions)')).toBeVisible();
  await expectAccessible(partner);
  await expectToFit(partner);
  await partner.getByRole('button', { name: 'Accept the estimate' }).click();
  await expect(partner.getByText('Estimate accepted')).toBeVisible();

  await expect(hospital.getByText('概算見積を承諾')).toBeVisible();
  await hospital.getByRole('link', { name: '概算見積を開く' }).click();
  await hospital.getByLabel('領収書番号').fill('K-1');
  await hospital.getByRole('button', { name: '登録する' }).click();
  await expect(hospital.getByText('完了', { exact: true })).toBeVisible();
  await expectAccessible(hospital);
  await hospital.getByRole('button', { name: '日本語で作成' }).click();
  await expect(hospital.getByText(/ES-\d{4}-\d{6}/).first()).toBeVisible();
});
