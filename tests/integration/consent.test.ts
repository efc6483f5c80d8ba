import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printDocument } from '#server/documents/index.ts';
import { createPrinter } from '#server/platform/documents/index.ts';
import { lapseConsents } from '#server/referrals/index.ts';
import {
  acceptance,
  asTheOwner,
  atMoment,
  casePage,
  completeDraft,
  CONSENT,
  dayAhead,
  offeredCase,
  referralsGround,
  refusal,
  standing,
  type Draft,
  type Ground,
} from './referrals-ground.ts';

const TERMS = {
  lang: 'mn',
  covers: [...CONSENT.covers],
  orgClass: 'offeredHospitals' as const,
};
const why = { reason: 'intakeReview' as const };
const printer = createPrinter();
let ground: Ground;

beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(async () => {
  await printer.stop();
  await ground?.close();
});

const record = (draft: Draft, change: object = {}) =>
  ground.partner.call('referrals.recordConsent', {
    ...draft,
    ...TERMS,
    givenBy: 'patient',
    method: 'written',
    givenOn: '2026-11-01',
    ...change,
  });

describe('the consent on paper', () => {
  it('is read in four languages by sender and officer alone, with the patient’s name, and each read is recorded', async () => {
    const { code } = await completeDraft(ground, 'Papr1');
    for (const textLang of ['ja', 'en', 'zh', 'ko'] as const) {
      const asked = { code, ...TERMS, textLang };
      const sheet = await ground.partner.call('referrals.consentPaper', asked);
      expect(sheet.lang).toBe(textLang);
      expect(sheet.facts[0]!.value).toBe('FamPapr1 GivPapr1');
    }
    const { lines } = await ground.partner.call('privacy.accessLog', { code });
    expect(lines.filter(({ part }) => part === 'consent')).toMatchObject([{ count: 4 }]);
    for (const [who, status] of [
      [ground.aoba, 404],
      [ground.otherPartner, 404],
      [ground.otherStaff, 403],
    ] as const) {
      const refused = await refusal(who.call('referrals.consentPaper', { code, ...TERMS }));
      expect(refused.status).toBe(status);
    }
  });

  it('is printed as a PDF that a hospital never has, since it names others', async () => {
    const offered = await offeredCase(ground, { mark: 'Papr2' });
    const { code } = offered;
    const made = await ground.partner.call('documents.makeConsent', {
      code,
      ...TERMS,
      textLang: 'ko',
    });
    await printDocument({ ...ground, printer }, made.id, 0);
    const { papers } = await ground.partner.call('documents.ofCase', { code });
    expect(papers).toMatchObject([{ kind: 'consent', lang: 'ko', state: 'ready', unprintable: 0 }]);
    await ground.aoba.call('referrals.accept', acceptance(offered.offers['aoba']!));
    expect((await ground.aoba.call('documents.ofCase', { code })).papers).toEqual([]);
    const opened = ground.aoba.call('documents.open', { documentId: made.id });
    expect((await refusal(opened)).status).toBe(404);
  });

  it('says why a country is open only with the countries it may be', async () => {
    const { code } = await completeDraft(ground, 'Papr3');
    const asked = { code, ...TERMS, abroadUnknown: 'placeOpen' as const };
    const refused = await refusal(ground.partner.call('referrals.consentPaper', asked));
    expect(refused.issues).toEqual([{ path: 'abroadCountries.0', message: 'required' }]);
  });
});

describe('the record of a consent', () => {
  it('keeps wording, languages, signer and countries; the signer’s name lies sealed', async () => {
    const draft = await completeDraft(ground, 'Recd1');
    const guardian = { givenBy: 'guardian', signer: 'Zqsigner Tuya', relation: 'parent' };
    await record(draft, { ...guardian, textLang: 'zh', validTo: dayAhead(90) });
    const { consent } = await casePage(ground.partner, draft.code);
    expect(consent).toMatchObject({
      version: 2,
      textVersion: '2027-02',
      textLang: 'zh',
      lang: 'mn',
      relation: 'parent',
      validTo: dayAhead(90),
      lapsed: false,
      abroadCountries: ['MN'],
      abroadUnknown: null,
    });
    const asked = { code: draft.code, consentVersion: 2 };
    const read = await ground.partner.call('referrals.consentRecord', asked);
    expect(read.signer).toBe('Zqsigner Tuya');
    expect(read.sheet.lang).toBe('zh');
    const rows = await asTheOwner(
      ground,
      (sql) => sql`SELECT encode(sealed, 'escape') AS sealed FROM consent_signer`,
    );
    expect(JSON.stringify(rows)).not.toContain('Zqsigner');
  });

  it('names who signed in the patient’s place, and what they are to the patient', async () => {
    const draft = await completeDraft(ground, 'Recd2');
    const refused = await refusal(record(draft, { givenBy: 'guardian' }));
    expect(refused.issues!.map(({ path }) => path).sort()).toEqual(['relation', 'signer']);
  });

  it('names hospitals or says that it is for those that are asked, never both, and a language that there is', async () => {
    const draft = await completeDraft(ground, 'Recd6');
    const both = await refusal(record(draft, { orgIds: [ground.aoba.actor.orgId] }));
    expect(both.issues).toEqual([{ path: 'orgIds', message: 'invalid' }]);
    for (const lang of ['zz', '1234', 'x-y']) {
      const refused = await refusal(record(draft, { lang }));
      expect(refused.issues.map(({ path }) => path)).toEqual(['lang']);
    }
    await record(draft, { lang: 'zh-Hant' });
  });

  it('of nothing that goes abroad names no country, and no reason why it is open', async () => {
    const draft = await completeDraft(ground, 'Recd7');
    const covers = ['platform', 'broadcast', 'hospital'];
    for (const abroadCountries of [['KR'], []]) {
      const { version } = await standing(ground, draft.code);
      const given = { covers, abroadUnknown: 'placeOpen', abroadCountries };
      await record({ ...draft, version }, given);
      const { consent } = await casePage(ground.partner, draft.code);
      expect(consent).toMatchObject({ covers, abroadCountries: [], abroadUnknown: null });
    }
    const asked = { code: draft.code, consentVersion: 3 };
    const { sheet } = await ground.partner.call('referrals.consentRecord', asked);
    const abroad = sheet.parts.find(({ key }) => key === 'abroad')!.text;
    expect(abroad).not.toMatch(/countries|South Korea|\n$/i);
  });

  it('holds from a day that has come to one that has not passed', async () => {
    const draft = await completeDraft(ground, 'Recd3');
    const refused = await refusal(record(draft, { givenOn: dayAhead(3), validTo: dayAhead(-3) }));
    expect(refused.issues!.map(({ path, message }) => [path, message])).toEqual([
      ['givenOn', 'inTheFuture'],
      ['validTo', 'inThePast'],
    ]);
  });

  it('stays readable in the wording that was signed, the first as well as the newest', async () => {
    const draft = await completeDraft(ground, 'Recd4');
    await record(draft, { textVersion: '2026-11', textLang: 'en' });
    const read = (consentVersion: number) =>
      ground.partner.call('referrals.consentRecord', { code: draft.code, consentVersion });
    expect((await read(1)).sheet.parts.length).toBeGreaterThan(4);
    expect((await read(2)).sheet.parts).toEqual([]);
    expect((await refusal(read(3))).status).toBe(404);
  });

  it('is opened by the officer with a reason', async () => {
    const { code } = await offeredCase(ground, { mark: 'Recd5' });
    const read = (more: object) =>
      ground.officer.call('referrals.consentRecord', { code, consentVersion: 1, ...more });
    expect((await refusal(read({}))).code).toBe('REASON_REQUIRED');
    expect((await read(why)).sheet.facts[0]!.value).toContain('Recd5');
  });
});

describe('the end of a consent', () => {
  it('withdrawn between form and submit, the case is not submitted', async () => {
    const draft = await completeDraft(ground, 'Endd1');
    await ground.partner.call('referrals.withdrawConsent', { code: draft.code });
    expect((await refusal(ground.partner.call('referrals.submit', draft))).code).toBe(
      'STALE_VERSION',
    );
    const { meta } = await casePage(ground.partner, draft.code);
    const again = ground.partner.call('referrals.submit', {
      code: draft.code,
      version: meta.version,
    });
    expect((await refusal(again)).issues).toEqual([
      { path: 'consent.platform', message: 'required' },
    ]);
  });

  it('after its last day it opens nothing: the gate goes by the day, and the job recalls the requests once', async () => {
    const offered = await offeredCase(ground, { mark: 'Endd2', to: ['aoba', 'shiomi'] });
    const { code } = offered;
    const { version } = await standing(ground, code);
    await record({ code, version }, { validTo: dayAhead(2) });
    const later = new Date(Date.now() + 4 * 86_400_000);
    await atMoment(ground, later, async () => {
      const tried = ground.aoba.call('referrals.accept', acceptance(offered.offers['aoba']!));
      expect((await refusal(tried)).code).toBe('CONSENT_MISSING');
      await lapseConsents(ground.database);
      const now = await standing(ground, code);
      expect(now.state).toBe('intakeReview');
      expect(now.status).toEqual({ aoba: 'withdrawn', shiomi: 'withdrawn' });
      const { consent, timeline } = await casePage(ground.partner, code);
      expect(consent).toMatchObject({ lapsed: true, withdrawnAt: null });
      expect(timeline.map(({ type }) => type)).toContain('consentLapsed');
      expect(await lapseConsents(ground.database)).toBe(0);
    });
    const { rows } = await ground.run(
      `SELECT 1 FROM disclosure_grant WHERE referral_id = $1 AND revoked_at IS NULL`,
      [offered.id],
    );
    expect(rows).toEqual([]);
  });

  it('run out while a hospital has the case, that hospital is told as well, once', async () => {
    const offered = await offeredCase(ground, { mark: 'Endd3', to: ['aoba'] });
    const { code } = offered;
    const { version } = await standing(ground, code);
    await record({ code, version }, { validTo: dayAhead(2) });
    await ground.aoba.call('referrals.accept', acceptance(offered.offers['aoba']!));
    await atMoment(ground, new Date(Date.now() + 4 * 86_400_000), async () => {
      await lapseConsents(ground.database);
      await lapseConsents(ground.database);
    });
    expect(await toldOf(offered.id, 'referral.consentLapsed')).toEqual([
      'coordinator@aoba.example',
      'officer@mej.example',
      'partner@altangol.example',
      'temuulen@altangol.example',
    ]);
  });

  it('is also a newer one by which nobody may be asked: the requests are recalled and the case stays under it', async () => {
    const offered = await offeredCase(ground, { mark: 'Endd4', to: ['aoba', 'shiomi'] });
    const { code } = offered;
    const draft = { code, version: (await standing(ground, code)).version };
    const covers = ['platform', 'hospital', 'documents'];
    const { version } = await record(draft, { covers });
    const now = await standing(ground, code);
    expect(now).toMatchObject({ state: 'intakeReview', version });
    expect(now.status).toEqual({ aoba: 'withdrawn', shiomi: 'withdrawn' });
    const { consent, timeline } = await casePage(ground.partner, code);
    expect(consent).toMatchObject({ version: 2, withdrawnAt: null, lapsed: false, covers });
    const types = timeline.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['consentRecorded', 'consentNarrowed']));
    expect(await toldOf(offered.id, 'referral.consentNarrowed')).toEqual([
      'officer@mej.example',
      'temuulen@altangol.example',
    ]);
    const { id: offerId } = offered.offers['aoba']!;
    const seen = await ground.aoba.call('referrals.offerPage', { offerId });
    expect(seen.asked).toBeNull();
  });
});

/** Who was told so of a case, by address. */
async function toldOf(caseId: string, type: string): Promise<string[]> {
  const { rows } = await ground.run(
    `SELECT p.email FROM notification n JOIN person p ON p.id = n.person_id
      WHERE n.subject_id = $1 AND n.type = $2 ORDER BY p.email`,
    [caseId, type],
  );
  return rows.map(({ email }) => email as string);
}
