import type { AuditEvent, Composition } from '@medplum/fhirtypes';
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditEventOf, type AuditRow } from '#server/interop/index.ts';
import { EXPORTS_A_DAY } from '#server/interop/plain.ts';
import { danglingIn, faultsOf } from '#tests/fixtures/fhir.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  clinicalWith,
  identityWith,
  offeredCase,
  refusal,
  referralsGround,
  type Ground,
  type Offered,
} from './referrals-ground.ts';

const MARK = 'Jqv7w';
let ground: Ground;
let offered: Offered;
/** Asked and not chosen yet, for what hospitals see before. */
let asked: Offered;

const api = { door: 'api' } as const;
const wholeOf = (who: Someone, why: object = {}) =>
  who.call('interop.exportCase', { code: offered.code, ...why }, api);
const typesOf = (bundle: any): string[] => [
  ...new Set<string>(bundle.entry.map((each: any) => each.resource.resourceType)),
];
/** The patient's own values, each with the mark in it. */
const identityValues = [
  ...Object.values(identityWith(MARK)).filter((v) => v.includes(MARK)),
  '1964-03-02',
];
const clinicalValues = JSON.stringify(clinicalWith(MARK)).match(/\w+Jqv7w/g)!;

/** Forgets what was exported, so that every test has a day of its own. */
const anotherDay = () => asTheOwner(ground, (sql) => sql`DELETE FROM case_export`);

beforeAll(async () => {
  ground = await referralsGround();
  offered = await offeredCase(ground, { mark: MARK });
  asked = await offeredCase(ground, { mark: MARK });
  const { tsurugahara } = asked.offers;
  await ground.tsurugahara.call('referrals.showInterest', {
    offerId: tsurugahara!.id,
    version: tsurugahara!.version,
  });
  await ground.aoba.call('referrals.accept', acceptance(offered.offers['aoba']!));
  await ground.aoba.call('referrals.identity', { code: offered.code });
});
afterAll(() => ground?.close());

describe('a case as a FHIR R4 bundle', () => {
  it('is a valid document for the sender, with every reference within it', async () => {
    const { bundle, manifest } = await wholeOf(ground.partner);
    expect(faultsOf(bundle)).toEqual([]);
    expect(danglingIn(bundle)).toEqual([]);
    expect(bundle.type).toBe('document');
    expect(bundle.entry![0]!.resource!.resourceType).toBe('Composition');
    expect(typesOf(bundle)).toEqual(
      expect.arrayContaining([
        'Patient', 'ServiceRequest', 'Task', 'Condition', 'Observation', 'Organization',
        'PractitionerRole', 'Consent', 'Provenance', 'AuditEvent', 'AllergyIntolerance', 'MedicationStatement', 'Flag',
      ]),
    ); // prettier-ignore
    const text = JSON.stringify(bundle);
    for (const value of [...identityValues, ...clinicalValues]) expect(text).toContain(value);
    expect(manifest.files[0]!.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('says in every resource who handed it out', async () => {
    const { bundle, manifest } = await wholeOf(ground.partner);
    for (const { resource } of bundle.entry!) {
      expect(resource!.meta!.tag).toContainEqual(
        expect.objectContaining({
          code: manifest.export,
          display: expect.stringContaining(manifest.exportedBy),
        }),
      );
    }
  });

  it('tells the hospital that has it nothing of other hospitals, nor the record of consent', async () => {
    const { bundle } = await wholeOf(ground.aoba);
    expect(faultsOf(bundle)).toEqual([]);
    expect(danglingIn(bundle)).toEqual([]);
    expect(typesOf(bundle)).not.toContain('Consent');
    expect(JSON.stringify(bundle)).not.toMatch(/Shiomi|Tsurugahara|汐見|鶴/);
  });

  it('asks the officer why, and a paper is named with its address alone', async () => {
    expect((await refusal(wholeOf(ground.officer))).code).toBe('REASON_REQUIRED');
    const { bundle } = await wholeOf(ground.officer, { reason: 'correction' });
    expect(faultsOf(bundle)).toEqual([]);
    expect(JSON.stringify(bundle)).not.toContain('"data":');
  });

  it('shows a hospital that is asked no more than the teaser, and an interested one no identity', async () => {
    const code = { code: asked.code };
    for (const who of [ground.aoba, ground.tsurugahara]) {
      const teaser = await who.call('interop.teaserBundle', code);
      expect(faultsOf(teaser)).toEqual([]);
      expect(danglingIn(teaser)).toEqual([]);
      expect(typesOf(teaser)).toEqual([
        'Composition', 'Patient', 'ServiceRequest', 'Condition', 'MedicationStatement', 'AllergyIntolerance', 'Flag',
      ]); // prettier-ignore
      expect(JSON.stringify(teaser)).not.toContain(MARK);
      expect(JSON.stringify(teaser)).not.toMatch(/hiv|mrsa|cardiacDevice|halal/i);
      const patient = teaser.entry![1]!.resource as object;
      expect(Object.keys(patient).sort()).toEqual(
        ['address', 'communication', 'extension', 'gender', 'id', 'meta', 'resourceType'].sort(),
      );
    }
    expect((await refusal(ground.aoba.call('interop.clinicalBundle', code))).status).toBe(403);
    const clinical = await ground.tsurugahara.call('interop.clinicalBundle', code);
    expect(faultsOf(clinical)).toEqual([]);
    const text = JSON.stringify(clinical);
    for (const value of clinicalValues) expect(text).toContain(value);
    for (const value of identityValues) expect(text).not.toContain(value);
  });

  it('tells hospitals that are asked what to prepare for in groups, and the one that has it all of it', async () => {
    const code = { code: asked.code };
    const outline = await ground.aoba.call('referrals.teaser', code);
    expect(outline).toMatchObject({
      mobility: 'assisted',
      interpreter: 'needed',
      interpreterLang: '',
      diet: [],
      care: {
        medications: ['anticoagulant', 'insulin'],
        allergies: ['contrastMedium'],
        infections: ['bloodborne', 'resistant'],
        implants: ['active'],
      },
    });
    expect(await ground.tsurugahara.call('referrals.teaser', code)).toEqual(outline);
    const { clinical } = await ground.tsurugahara.call('referrals.clinical', code);
    expect(clinical).toMatchObject({ infectionCodes: ['hiv', 'mrsa'], implantCodes: ['cardiacDevice'] }); // prettier-ignore
    const own = await ground.aoba.call('referrals.teaser', { code: offered.code });
    expect(own).toMatchObject({ interpreterLang: 'ru', diet: ['halal'], care: outline.care });
    const { bundle } = await wholeOf(ground.aoba);
    const codes = JSON.stringify(bundle).match(/CodeSystem\/care-\w+","code":"\w+/g);
    expect(codes?.map((each) => each.split('"').at(-1))).toEqual([
      'anticoagulant', 'insulin', 'contrastMedium', 'hiv', 'mrsa', 'cardiacDevice',
    ]); // prettier-ignore
    const [kept] = await asTheOwner(
      ground,
      (sql) => sql`SELECT sealed FROM told_care WHERE referral_id = ${asked.id}`,
    );
    expect(kept!['sealed'].toString('latin1')).not.toContain('bloodborne');
    // Whoever agreed to a wording that does not name them has them told to no hospital that is asked.
    const wording = (version: string) =>
      asTheOwner(
        ground,
        (sql) => sql`UPDATE consent SET text_version = ${version} WHERE referral_id = ${asked.id}`,
      );
    await wording('2027-01');
    const before = await ground.aoba.call('referrals.teaser', code);
    expect(before).toMatchObject({ mobility: '', interpreter: '', withheld: ['care'] });
    expect(Object.values(before.care).flat()).toEqual([]);
    await wording('2027-02');
  });

  it('is exported by sender, officer and the hospital that has it, and by nobody else', async () => {
    const admin = await ground.as('admin@mej.example');
    for (const who of [
      ground.shiomi,
      ground.tsurugahara,
      ground.kaedeno,
      ground.otherPartner,
      ground.otherStaff,
      admin,
    ]) {
      expect([403, 404]).toContain((await refusal(wholeOf(who))).status);
      expect([403, 404]).toContain(
        (await refusal(who.call('interop.exportPage', { code: offered.code }))).status,
      );
    }
  });

  it('keeps what somebody wrote as text, whatever it looks like', async () => {
    const { code } = await ground.partner.call('referrals.createDraft', {});
    const clinical = clinicalWith('<script>alert(1)</script>"&');
    await ground.partner.call('referrals.saveDraft', { code, version: 0, clinical });
    const { bundle } = await ground.partner.call('interop.exportCase', { code }, api);
    expect(faultsOf(bundle)).toEqual([]);
    const { text, section = [] } = bundle.entry![0]!.resource as Composition;
    for (const narrative of [text, ...section.map((each) => each.text)]) {
      expect(narrative!.div).not.toMatch(/<script/);
    }
  });
});

describe('the link of an export', () => {
  const order = () => ground.partner.call('interop.orderExport', { code: offered.code });
  const take = (secret: string, who = ground.partner) =>
    who.call('interop.takeExport', { code: offered.code, secret });

  it('hands out a ZIP whose manifest tells the hash of the bundle, which the forum keeps', async () => {
    const { secret } = await order();
    const { bytes, fileName } = await take(secret);
    expect(fileName).toBe(`${offered.code.slice(0, 8)}-export.zip`);
    const files = unzipSync(bytes);
    const manifest = JSON.parse(strFromU8(files['manifest.json']!));
    const [bundle] = manifest.files;
    const hash = createHash('sha256').update(files[bundle.name]!).digest('hex');
    expect(hash).toBe(bundle.sha256);
    const { rows } = await ground.run(
      `SELECT encode(bundle_hash, 'hex') AS hash, link_hash FROM case_export WHERE id = $1`,
      [manifest.export],
    );
    expect(rows).toEqual([{ hash, link_hash: null }]);
    const pending = await ground.run(
      `SELECT body FROM (SELECT body FROM audit UNION ALL SELECT body FROM audit_pending) a
        WHERE body->>'useCase' = 'interop.takeExport' AND body->>'exportId' = $1`,
      [manifest.export],
    );
    expect(pending.rows[0]!.body).toMatchObject({
      action: 'referral.export',
      referralId: offered.id,
      sha256: hash,
    });
    const { lines } = await ground.partner.call('privacy.accessLog', {
      code: offered.code,
      view: 'patient',
    });
    expect(lines[0]).toMatchObject({ part: 'export' });
  });

  it('is good once, also for two who come at the same moment', async () => {
    await anotherDay();
    const { secret } = await order();
    const both = await Promise.allSettled([take(secret), take(secret)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await refusal(take(secret))).code).toBe('EXPORT_LINK_OVER');
  });

  it('is good for its person alone, and for ten minutes', async () => {
    await anotherDay();
    const { secret } = await order();
    expect((await refusal(take(secret, ground.aoba))).code).toBe('EXPORT_LINK_OVER');
    await ground.shiftClock('10 minutes 1 second');
    expect((await refusal(take(secret))).code).toBe('EXPORT_LINK_OVER');
    await ground.shiftClock('0');
    await take(secret);
  });

  it('is dead for whoever lost the case since', async () => {
    await anotherDay();
    const link = await ground.aoba.call('interop.orderExport', { code: offered.code });
    await ground.partner.call('referrals.withdrawConsent', { code: offered.code });
    expect([403, 404]).toContain((await refusal(take(link.secret, ground.aoba))).status);
  });
});

describe('ten exports a day and person', () => {
  it('holds for eleven at once, tells those who watch at the tenth, and begins anew the next day', async () => {
    await anotherDay();
    const order = () => ground.partner.call('interop.orderExport', { code: offered.code });
    const settled = await Promise.allSettled(Array.from({ length: EXPORTS_A_DAY + 3 }, order));
    // Who came in the same moment is asked to try again.
    for (
      let rest = settled.filter(({ status }) => status === 'fulfilled').length;
      rest < EXPORTS_A_DAY;
      rest++
    ) {
      await order();
    }
    const over = await refusal(order());
    expect(over).toMatchObject({ code: 'EXPORT_LIMIT', status: 429 });
    expect(over.retryAfter).toBeGreaterThan(0);
    const { rows } = await ground.run(
      `SELECT max(nth) AS most, count(*)::int AS all FROM case_export`,
      [],
    );
    expect(rows).toEqual([{ most: EXPORTS_A_DAY, all: EXPORTS_A_DAY }]);
    const told = await asTheOwner(
      ground,
      (sql) => sql`SELECT DISTINCT p.email FROM notification n JOIN person p ON p.id = n.person_id
        WHERE n.type = 'referral.exportsUsedUp'`,
    );
    expect(told.map(({ email }) => email)).toEqual(
      expect.arrayContaining(['admin@mej.example', 'privacy@mej.example']),
    );
    expect(told).not.toContainEqual({ email: 'officer@mej.example' });
    // What was asked for beyond is told and audited once a person and day, though each is refused.
    await refusal(order());
    await refusal(ground.partner.call('interop.printCase', { code: offered.code, lang: 'ja' }));
    const beyond = await asTheOwner(
      ground,
      (
        sql,
      ) => sql`SELECT p.email, count(*)::int AS n FROM notification n JOIN person p ON p.id = n.person_id
        WHERE n.type = 'referral.exportRefused' GROUP BY p.email`,
    );
    expect(beyond).toContainEqual({ email: 'admin@mej.example', n: 1 });
    expect(beyond).toContainEqual({ email: 'privacy@mej.example', n: 1 });
    expect(beyond).not.toContainEqual(expect.objectContaining({ email: 'officer@mej.example' }));
    const audited = await asTheOwner(
      ground,
      (sql) => sql`SELECT body->>'person' AS person, body->>'outcome' AS outcome FROM audit_pending
        WHERE body->>'class' = 'exportAlert'
        UNION ALL SELECT body->>'person', body->>'outcome' FROM audit WHERE body->>'class' = 'exportAlert'`,
    );
    expect(audited).toEqual([{ person: ground.partner.actor.personId, outcome: 'rateLimited' }]);
    await ground.shiftClock('1 day');
    expect((await order()).left).toBe(EXPORTS_A_DAY - 1);
    await ground.shiftClock('0');
  });
});

describe('following a case as a task', () => {
  it('answers the task once and then only that nothing has moved', async () => {
    const first = await ground.partner.call('interop.task', { code: asked.code });
    if (!first.changed) throw new Error('it had never been asked for');
    expect(faultsOf(first.task)).toEqual([]);
    expect(first.task).toMatchObject({
      status: 'requested',
      businessStatus: { coding: [{ code: 'broadcasting' }] },
    });
    const again = await ground.partner.call('interop.task', {
      code: asked.code,
      since: first.version,
    });
    expect(again).toEqual({ version: first.version, changed: false });
  });

  it('is not for a hospital that is asked, whom versions would tell of others', async () => {
    expect((await refusal(ground.aoba.call('interop.task', { code: asked.code }))).status).toBe(
      404,
    );
  });
});

it('the audit log as AuditEvents is valid, follows the pattern of a read, and names nobody', async () => {
  await anotherDay();
  await wholeOf(ground.partner);
  await refusal(wholeOf(ground.kaedeno));
  const { rows } = await ground.run(
    `SELECT chain, seq, at, body FROM audit UNION ALL SELECT chain, id, at, body FROM audit_pending`,
    [],
  );
  const events = (rows as AuditRow[]).map((row) => auditEventOf(row, 'https://forum.example'));
  expect(events.flatMap(faultsOf)).toEqual([]);
  expect(JSON.stringify(events)).not.toMatch(new RegExp(`${MARK}|altangol|@`, 'i'));
  const reads = events.filter((event) => event.meta?.profile?.[0]?.endsWith('.PatientRead'));
  expect(reads.length).toBeGreaterThan(5);
  const codes = ({ agent, entity }: AuditEvent) => [
    agent.map(({ type }) => type?.coding?.[0]?.code),
    entity?.map(({ type, role }) => [type?.code, role?.code]),
  ];
  for (const [agents, entities] of reads.map(codes)) {
    expect(agents).toEqual(['110152', '110153', 'IRCP']);
    expect(entities?.slice(0, 2)).toEqual([
      ['2', '4'],
      ['1', '1'],
    ]);
  }
  // The demo's own rows came by no request.
  expect(reads.some((read) => codes(read)[1]?.[2]?.toString() === 'XrequestId,')).toBe(true);
  const alerts = ['privacy.breakGlass', 'privacy.endBreakGlass', 'privacy.emergencies'].map(
    (useCase) =>
      auditEventOf(
        {
          chain: 'a',
          seq: 1,
          at: new Date(),
          body: { action: 'referral.breakGlass', useCase, outcome: 'allow' },
        },
        'https://forum.example',
      ).subtype?.map(({ code, display }) => `${code} ${display}`)[0],
  );
  expect(alerts.slice(0, 2)).toEqual([
    '110127 Emergency Override Started',
    '110138 Emergency Override Stopped',
  ]);
  expect(alerts[2]).not.toContain('Override');
  const exported = events.filter(({ type }) => type.code === '110106');
  expect(exported.map(({ outcome }) => outcome)).toContain('0');
  expect(exported.map(({ outcome }) => outcome)).toContain('8');
});
