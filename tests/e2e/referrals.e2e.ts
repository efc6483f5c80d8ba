import { expect, type Browser, type Page } from '@playwright/test';
import { pdfOf } from '#tests/fixtures/documents.ts';
import { expectAccessible, expectToFit, PHONE, signIn, WITHOUT_SCRIPTS, test } from './visit.ts';

const AOBA = 'coordinator@aoba.example';
const SHIOMI = 'coordinator@shiomi.example';
const TSURUGAHARA = 'coordinator@tsurugahara.example';
const PARTNER = 'partner@altangol.example';
const OFFICER = 'officer@mej.example';

/** The patient of the demo's case that is offered to the three hospitals. */
const VALVE = 'K7QF-2M9X';
const PASSPORT = 'XX0000001';

test.describe.configure({ mode: 'serial' });

test('a deputy may answer while the coordinator is away, and sees nothing of it when that is over', async ({
  browser,
}) => {
  const representative = await signIn(browser, 'representative@aoba.example', 'en', PHONE);
  await representative.goto('/members/aoba');
  await representative.getByRole('link', { name: 'Duty and deputies' }).click();
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  await representative.getByLabel('Absent coordinator').selectOption({ label: 'Kenichi Mori' });
  await representative.getByLabel('Deputy').selectOption({ label: 'Yusuke Tsuji' });
  await representative.getByLabel('First day').fill(today);
  await representative.getByLabel('Last day').fill(today);
  await representative.getByRole('button', { name: 'Name the deputy' }).click();
  await expect(representative.getByText('Stands in now')).toBeVisible();
  await expectAccessible(representative);
  await expectToFit(representative);

  const deputy = await signIn(browser, 'doctor@aoba.example', 'en');
  await deputy.goto('/referrals?view=waiting');
  await deputy.getByRole('row').filter({ hasText: VALVE }).getByRole('link').click();
  await deputy.waitForURL(/\/referrals\/offers\//);
  await expect(deputy.getByRole('button', { name: 'Accept', exact: true }).first()).toBeVisible();
  const offer = deputy.url();

  await representative.getByRole('button', { name: 'End now' }).click();
  await expect(representative.getByText('Stands in now')).toHaveCount(0);
  expect((await deputy.request.get(offer)).status()).toBe(404);
  expect((await deputy.request.get('/referrals')).status()).toBe(403);
});

test('three hospitals are asked; one accepts, the others’ open pages close, and identity opens to the winner alone', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const aoba = await openOffer(browser, AOBA, 'ja');
  const shiomi = await openOffer(browser, SHIOMI, 'ja');
  const tsurugahara = await openOffer(browser, TSURUGAHARA, 'en');
  await expect(aoba.getByText('60–64歳')).toBeVisible();
  await expect(tsurugahara.getByText('60–64 years')).toBeVisible();
  for (const page of [aoba, shiomi, tsurugahara]) {
    expect(await page.content()).not.toContain(PASSPORT);
    expect(await page.title()).not.toContain('Chuluunbat');
    await expectAccessible(page);
  }

  await aoba.locator('#answer-physician').fill('森 健一');
  await aoba.locator('#answer-earliestOn').fill('2027-01-18');
  await aoba.getByRole('button', { name: '受け入れる', exact: true }).first().click();
  const confirm = aoba.getByRole('dialog');
  await expect(confirm.getByText('他の施設にはただちに表示されなくなり')).toBeVisible();
  await expectAccessible(aoba);
  await confirm.getByRole('button', { name: 'この患者を受け入れる' }).click();

  // Nobody reloads: the open pages close by themselves, without a word of who accepted.
  await expect(shiomi.getByRole('heading', { name: 'この照会は終了しました' })).toBeVisible();
  await expect(tsurugahara.getByRole('heading', { name: 'This request is closed' })).toBeVisible();
  for (const page of [shiomi, tsurugahara]) {
    await expect(page.getByText(/青葉総合|Aoba General/)).toHaveCount(0);
    await expectAccessible(page);
  }

  await aoba.waitForURL(/\/referrals\/K7QF2M9X/);
  expect(await aoba.content()).not.toContain(PASSPORT);
  await aoba.getByRole('button', { name: '本人情報を開く' }).click();
  await expect(aoba.getByText(PASSPORT)).toBeVisible();
  await expect(aoba.getByText('閲覧を記録').first()).toBeVisible();
  expect(aoba.url()).not.toContain(PASSPORT);
  await expectAccessible(aoba);

  const code = new URL(aoba.url()).pathname;
  for (const page of [shiomi, tsurugahara]) {
    for (const path of [code, `${code}/identity`, `${code}/clinical`]) {
      expect((await page.request.get(path)).status(), path).toBe(404);
      for (const shape of [path, `${path}.data`]) {
        expect(await (await page.request.get(shape)).text(), shape).not.toContain(PASSPORT);
      }
    }
  }
});

test('answers about a case are kept by no browser', async ({ browser }) => {
  const page = await signIn(browser, AOBA, 'ja');
  const answer = await page.goto('/referrals');
  expect(answer?.headers()['cache-control']).toContain('no-store');
});

test('a partner refers a patient step by step, the officer checks it and asks two hospitals', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const partner = await signIn(browser, PARTNER, 'en');
  await partner.goto('/referrals/new');
  await expectAccessible(partner);
  await partner.getByRole('button', { name: 'Begin' }).click();
  await partner.waitForURL(/\/edit\/patient$/);
  const path = new URL(partner.url()).pathname.replace(/\/edit\/patient$/, '');
  const next = async (step: string) => {
    await expectAccessible(partner);
    await partner.getByRole('button', { name: 'Save and continue' }).click();
    await partner.waitForURL(new RegExp(`/edit/${step}$`));
  };
  const fill = (name: string, value: string) => partner.locator(`[name="${name}"]`).fill(value);
  const choose = (name: string, value: string) =>
    partner.locator(`select[name="${name}"]`).selectOption(value);

  await fill('identity.familyName', 'Testov');
  await fill('identity.givenName', 'Demo');
  await fill('identity.birthDate', '1970-05-01');
  await partner.getByRole('radio', { name: 'female', exact: true }).check();
  await choose('identity.nationality', 'MN');
  await choose('facts.country', 'MN');
  await choose('facts.languages.0', 'mn');
  await fill('identity.passport', 'XX9999999');
  await fill('identity.referrerName', 'Dr Sender');
  await next('condition');
  await fill('clinical.diagnosis', 'Severe aortic stenosis');
  // The illness is found by a word while one types, and chosen from the keyboard.
  const illness = partner.getByRole('combobox', { name: 'Illness (ICD-10)' });
  await illness.fill('aortic stenosis');
  const first = partner.getByRole('option').first();
  await expect(first).toContainText('I35.0');
  await expectAccessible(partner);
  await illness.press('ArrowDown');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await illness.press('Enter');
  await expect(illness).toHaveValue('I35.0 Aortic (valve) stenosis');
  await fill('clinical.summary.en', 'Breathlessness on exertion.');
  await next('request');
  await choose('facts.specialty', 'cardiovascular-surgery');
  await fill('facts.request.en', 'Aortic valve replacement');
  await fill('facts.request.ja', '大動脈弁置換');
  await fill('facts.wantedFrom', '2027-03');
  await choose('facts.payer', 'self');
  await next('consent');
  // The paper as it will be signed, back to the form as it was left, what was signed, then its scan.
  await fill('givenOn', '2026-11-01');
  await partner.locator('[name="covers.documents"]').uncheck();
  await partner.getByRole('button', { name: 'Show the form for signature' }).click();
  const paper = partner.getByRole('article');
  await expect(paper).toContainText('Testov Demo');
  await expect(paper).toContainText('It was explained in this language: Mongolian');
  await expectAccessible(partner);
  await partner.getByRole('button', { name: 'Back to the form' }).click();
  await expect(partner.locator('[name="givenOn"]')).toHaveValue('2026-11-01');
  await expect(partner.locator('[name="covers.documents"]')).not.toBeChecked();
  await partner.locator('[name="covers.documents"]').check();
  await next('review');
  await partner.locator('[name="proof"]').setInputFiles({
    name: 'signed.pdf',
    mimeType: 'application/pdf',
    buffer: await pdfOf(),
  });
  await partner.getByRole('button', { name: 'Attach' }).click();
  // It stays on its page, which has the way to the paper now.
  await partner.getByRole('link', { name: 'See the signed paper' }).click();
  await expect(partner.getByRole('img', { name: /Signed consent/ })).toBeVisible();
  await expectAccessible(partner);
  await partner.goto(`${path}/papers`);
  await partner.getByLabel('Kind').selectOption('laboratory');
  await partner.locator('[name="file"]').setInputFiles({
    name: 'results.pdf',
    mimeType: 'application/pdf',
    buffer: await pdfOf(),
  });
  await partner.getByRole('button', { name: 'Upload' }).click();
  await expect(partner.getByText('One paper was added.')).toBeVisible();
  await partner.goto(`${path}/edit/review`);
  await expectAccessible(partner);
  await partner.getByRole('button', { name: 'Submit to the secretariat' }).click();
  await partner.waitForURL((url) => url.pathname === path);

  const officer = await signIn(browser, OFFICER, 'ja');
  await officer.goto(path);
  await officer.getByRole('button', { name: '受付確認を始める' }).click();
  await officer.getByRole('link', { name: '概要を編集' }).click();
  await officer.locator('[name="teaser.ja"]').fill('高度の大動脈弁狭窄症。Testovさん。');
  await officer.locator('[name="teaser.en"]').fill('Severe aortic stenosis.');
  await officer.getByRole('checkbox').check();
  await officer.getByRole('button', { name: '確認済みとして保存' }).click();
  await expect(officer.getByText('案件の関係者の氏名が含まれています。').first()).toBeVisible();
  await officer.locator('[name="teaser.ja"]').fill('高度の大動脈弁狭窄症。');
  await expectAccessible(officer);
  await officer.getByRole('button', { name: '確認済みとして保存' }).click();
  await officer.waitForURL((url) => url.pathname === path);
  // Results go with the question once the officer has looked at every page.
  await officer.goto(`${path}/papers`);
  await officer.locator('select[name="reason"]').selectOption({ index: 1 });
  await officer.getByRole('button', { name: '書類を開く' }).click();
  await officer.getByRole('link', { name: '検査結果' }).click();
  await officer.getByRole('checkbox').check();
  await expectAccessible(officer);
  await officer.getByRole('button', { name: '照会先に公開' }).click();
  await expect(officer.getByRole('button', { name: '公開を取りやめる' })).toBeVisible();
  await officer.goto(path);
  await officer.getByRole('link', { name: '照会先を選ぶ' }).click();
  await expectAccessible(officer);
  const chances = officer.getByRole('list').filter({ has: officer.locator('[name="orgIds"]') });
  const naginoshima = chances.getByRole('listitem').filter({ hasText: '凪ノ島医療センター' });
  await expect(naginoshima.first()).toContainText('現在の受入可否（最終の記載は');
  await expect(naginoshima.first()).toContainText(/JMIPは.+に期限切れ/);
  await officer.getByRole('checkbox', { name: 'JMIP' }).check();
  await officer.getByRole('button', { name: '適用する' }).click();
  await officer.waitForURL(/requires=JMIP/);
  await expect(naginoshima).toHaveCount(0);
  await expect(officer.getByText('有効なJMIPなし').first()).toBeVisible();
  await officer.setViewportSize(PHONE.viewport);
  await expectToFit(officer);
  await officer.setViewportSize({ width: 1360, height: 900 });
  await officer.locator('[name="orgIds"]').nth(0).check();
  await officer.locator('[name="orgIds"]').nth(1).check();
  await officer.getByRole('button', { name: '2施設に照会する' }).click();
  await officer.waitForURL((url) => url.pathname === path);
  await expect(officer.getByRole('heading', { name: '照会先の回答' })).toBeVisible();
  await expectAccessible(officer);
});

test('every list and the offer fit a phone, with the answer at hand', async ({ browser }) => {
  for (const [email, lang] of [
    [SHIOMI, 'ja'],
    [PARTNER, 'en'],
    [OFFICER, 'ja'],
  ] as const) {
    const page = await signIn(browser, email, lang, PHONE);
    await page.goto('/referrals');
    await expectToFit(page);
    await expectAccessible(page);
    await page.getByRole('table').getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectToFit(page);
    await expectAccessible(page);
  }
});

test('works without scripts: the list, the case, and opening the identity on a page of its own', async ({
  browser,
}) => {
  const page = await signIn(browser, AOBA, 'en', WITHOUT_SCRIPTS);
  await page.goto('/referrals?view=waiting');
  await page.getByRole('row').filter({ hasText: VALVE }).getByRole('link').click();
  await page.getByRole('button', { name: 'Open identity' }).click();
  await page.waitForURL(/\/identity$/);
  await expect(page.getByText(PASSPORT)).toBeVisible();
});

async function openOffer(browser: Browser, email: string, lang: 'ja' | 'en'): Promise<Page> {
  const page = await signIn(browser, email, lang);
  await page.goto('/referrals?view=waiting');
  await page.getByRole('row').filter({ hasText: VALVE }).getByRole('link').click();
  await page.waitForURL(/\/referrals\/offers\//);
  return page;
}
