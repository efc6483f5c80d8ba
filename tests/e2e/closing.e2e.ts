import { expect, type Page } from '@playwright/test';
import { orgOf } from '#prisma/seed/cast.ts';
import { exampleOrder } from '#tests/fixtures/api-document.ts';
import { FORUM_URL } from './forum-url.ts';
import { expectAccessible, expectToFit, PHONE, linkInMail, signIn, test } from './visit.ts';

const HOSPITALS = ['aoba', 'shiomi', 'tsurugahara'] as const;

/** What a page's programs ask, with the session of whoever is signed in. */
async function ask(page: Page, act: string, data: object) {
  const headers = { origin: FORUM_URL };
  const answer = await page.context().request.post(`/api/v1/${act}`, { data, headers });
  expect(answer.status(), `${act}: ${await answer.text()}`).toBe(200);
  return answer.json();
}

/**
 * A system abroad sends the order of docs/api.md, of a patient of this run's own; its organisation has
 * the patient's consent.
 */
async function bringIn(
  page: Page,
  order: string,
  run: number,
): Promise<{ code: string; version: number }> {
  const bundle = exampleOrder(FORUM_URL)
    .replaceAll('2027-00042', order)
    .replaceAll('Sarangerel', `Sarangerel${run}`)
    .replaceAll('XX0000042', `XX${run}`)
    .replaceAll('+976 0000 0042', `+976 ${run}`);
  const { code, version } = await ask(page, 'interop.importBundle', { bundle: JSON.parse(bundle) });
  const consent = await ask(page, 'referrals.recordConsent', {
    code,
    version,
    lang: 'mn',
    covers: ['platform', 'broadcast', 'hospital', 'documents', 'abroad'],
    orgClass: 'offeredHospitals',
    givenBy: 'patient',
    method: 'written',
    givenOn: '2026-11-20',
  });
  return { code, version: consent.version };
}

test('a patient comes from Ulaanbaatar: an order, a double, three hospitals, a choice, a stay, a summary by link, and the case is closed', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const run = Date.now();
  const mail = `batbayar-${run}@clinic.example`;
  const other = await signIn(browser, 'nattaya@namchai.example', 'en');
  const twin = await bringIn(other, `twin-${run}`, run);
  await ask(other, 'referrals.submit', twin);
  const partner = await signIn(browser, 'partner@altangol.example', 'en');
  const { code } = await bringIn(partner, `order-${run}`, run);
  const path = `/referrals/${encodeURIComponent(code)}`;

  await partner.goto(`${path}/edit/review`);
  await expect(partner.getByText('Severe aortic stenosis')).toBeVisible();
  // Another organisation's case of the same patient is the officer's to know.
  await expect(partner.getByText('Possibly the same patient')).toHaveCount(0);
  await partner.getByRole('button', { name: 'Submit to the secretariat' }).click();
  await partner.waitForURL((url) => !url.pathname.endsWith('/review'));

  const officer = await signIn(browser, 'officer@mej.example', 'en');
  await officer.goto(path);
  await officer.getByRole('button', { name: 'Take into review' }).click();
  const double = officer.getByRole('listitem').filter({ hasText: twin.code.slice(0, 4) });
  await expect(officer.getByText('Possibly the same patient')).toBeVisible();
  await expectAccessible(officer);
  await double.getByLabel('Why it is another person').selectOption('other');
  await double.getByRole('button', { name: 'Another person' }).click();
  await expect(double.getByText('Judge again')).toBeVisible();
  await officer.getByRole('link', { name: 'Edit the outline' }).click();
  await officer.locator('[name="request.ja"]').fill('大動脈弁置換');
  await officer.locator('[name="teaser.ja"]').fill('高度の大動脈弁狭窄症。');
  await officer.locator('[name="teaser.en"]').fill('Severe aortic stenosis.');
  await officer.getByRole('checkbox').check();
  await officer.getByRole('button', { name: 'Save as checked' }).click();
  await officer.getByRole('link', { name: 'Choose hospitals' }).click();
  for (const key of HOSPITALS) {
    await officer.locator(`[name="orgIds"][value="${orgOf(key).id}"]`).check();
  }
  await officer.getByRole('button', { name: 'Offer to 3 hospitals' }).click();
  await expect(officer.getByText('Severe aortic stenosis.')).toBeVisible();

  const [aoba, shiomi, tsurugahara] = await Promise.all(
    HOSPITALS.map((key) => signIn(browser, `coordinator@${key}.example`, 'en')),
  );
  for (const [hospital, low] of [
    [aoba!, 2_900_000],
    [shiomi!, 3_400_000],
  ] as const) {
    await openOffer(hospital, code);
    await hospital.locator('[name="priceLow"]').fill(String(low));
    await hospital.locator('[name="priceHigh"]').fill('4800000');
    await hospital.locator('[name="earliestOn"]').fill('2027-02-01');
    await hospital.locator('[name="validUntil"]').fill('2027-03-31');
    await hospital.getByRole('button', { name: 'Send the answer' }).first().click();
    await expect(hospital.getByRole('button', { name: 'Change the answer' }).first()).toBeVisible();
  }
  await openOffer(tsurugahara!, code);
  await expect(tsurugahara!.getByText('Sarangerel')).toHaveCount(0);

  await partner.goto(`${path}/answers`);
  await partner.getByRole('row').filter({ hasText: 'Aoba' }).getByRole('radio').check();
  await partner.getByRole('button', { name: 'Ask this hospital to confirm' }).click();
  await partner.waitForURL((url) => !url.pathname.endsWith('/answers'));
  await expect(tsurugahara!.getByRole('heading', { name: 'This request is closed' })).toBeVisible();

  await aoba!.reload();
  await aoba!.locator('#answer-physician').fill('Dr Mori');
  await aoba!.getByRole('button', { name: 'Confirm', exact: true }).first().click();
  await aoba!.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await aoba!.waitForURL((url) => url.pathname === path);

  await agreeOnPrice(aoba!, partner, code);
  await aoba!.goto(path);
  await aoba!.getByRole('link', { name: 'Set the dates' }).click();
  const day = aoba!.locator('[name="startsOn"]');
  const today = (await day.getAttribute('min'))!;
  await day.fill(today);
  await aoba!.getByRole('dialog').getByRole('button', { name: 'Set the dates' }).click();
  await expect(aoba!.getByRole('dialog')).toHaveCount(0);
  for (const step of ['arrive', 'admit', 'discharge']) {
    const { version } = await ask(aoba!, 'interop.task', { code });
    await ask(aoba!, `referrals.${step}`, { code, version, on: today });
  }

  // The page follows by itself.
  await aoba!.getByRole('link', { name: 'Write the summary' }).click();
  for (const lang of ['ja', 'en']) {
    for (const part of ['diagnosis', 'treatment', 'medication', 'followUp']) {
      await aoba!.locator(`[name="${lang}.${part}"]`).fill(`${part} ${lang} ${run}`);
    }
  }
  await expectAccessible(aoba!);
  await aoba!.getByRole('button', { name: 'Issue' }).click();
  await aoba!.waitForURL((url) => url.pathname === path);

  await partner.goto(`${path}/summary`);
  await expect(partner.getByText(`medication en ${run}`)).toBeVisible();
  await partner.getByLabel('Name of the doctor').fill('Dr Batbayar');
  await partner.getByLabel('E-mail address').fill(mail);
  await partner.getByRole('button', { name: 'Send a link' }).click();
  const word = await partner.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).innerText();
  await expectAccessible(partner);

  // The doctor has no account: a telephone, the mail, and the code that was told.
  const doctor = await (await browser.newContext(PHONE)).newPage();
  await doctor.goto(await linkInMail(doctor, mail, '/summary/'));
  await expectAccessible(doctor);
  await doctor.getByLabel('Code').fill(word);
  await doctor.getByRole('button', { name: 'Open the summary' }).click();
  await expect(doctor.getByText(`followUp en ${run}`)).toBeVisible();
  await expectAccessible(doctor);
  await expectToFit(doctor);
  await doctor.getByRole('button', { name: 'I have read the summary' }).click();
  await expect(doctor.getByText('Thank you')).toBeVisible();

  await partner.goto(path);
  await partner.getByRole('link', { name: 'Close the case' }).click();
  await partner.getByRole('dialog').getByRole('button', { name: 'Close the case' }).click();
  await expect(partner.getByText('Closed', { exact: true }).first()).toBeVisible();
  await expectAccessible(partner);
});

async function openOffer(page: Page, code: string): Promise<void> {
  await page.goto('/referrals?view=waiting');
  await page
    .getByRole('row')
    .filter({ hasText: code.slice(0, 4) })
    .getByRole('link')
    .click();
  await page.waitForURL(/\/referrals\/offers\//);
}

/** The estimate has a journey of its own (care.e2e.ts): here it is agreed on without its pages. */
async function agreeOnPrice(hospital: Page, partner: Page, code: string): Promise<void> {
  const draft = await ask(hospital, 'estimates.saveDraft', {
    code,
    version: null,
    yenPerPoint: 30,
    taxPercent: 10,
    depositYen: 0,
    validUntil: '2027-03-31',
    words: { lines: [{ kind: 'treatment', ja: '手術', en: 'Surgery', low: 30_000, high: 40_000 }] },
  });
  const { version } = await ask(hospital, 'estimates.issue', {
    estimateId: draft.id,
    version: draft.version,
  });
  await ask(partner, 'estimates.accept', { estimateId: draft.id, version });
}
