import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audience, CARING_MEMBERSHIPS, sql } from '#server/platform/access/access.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { casePaper } from '#server/papers/index.ts';
import { dicomOf, imageOf, pdfOf } from '#tests/fixtures/documents.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  bringPaper,
  casePage,
  completeDraft,
  offeredCase,
  reviewedCase,
  referralsGround,
  refusal,
  TEASER,
  type Ground,
} from './referrals-ground.ts';
import { orgOf } from '#prisma/seed/cast.ts';

const MARK = 'Wqpaper7';
const PDF = await pdfOf({ pages: 2 });
let ground: Ground;

beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground?.close());

const bring = (who: Someone, code: string, bytes: Buffer, name: string, more: object = {}) =>
  bringPaper(ground, who, code, bytes, { name, note: `Note ${MARK}`, ...more });

const because = { reason: 'intakeReview' as const };
const look = (paperId: string, page = 1) => ({ paperId, page, size: 'small' as const });
/** The officer in a session, in which a reason holds. */
const inSession = (): Someone['call'] => {
  const actor = { ...ground.officer.actor, sessionId: 'a-session-of-the-officer' };
  return (name, input) => ground.officer.call(name, input, { actor });
};

/** A reviewed case with two papers of its sender, the second released, and asked of two hospitals. */
async function askedWithPapers(consent?: Parameters<typeof reviewedCase>[2]) {
  const draft = await reviewedCase(ground, 'Papers1', consent);
  const officer = inSession();
  const held = await bring(ground.partner, draft.code, PDF, `${MARK}-passport.pdf`, {
    kind: 'identity',
  });
  const shown = await bring(ground.partner, draft.code, PDF, `${MARK}-blood.pdf`);
  await officer('papers.ofCase', { code: draft.code, ...because });
  await officer('papers.release', { paperId: shown.paperId, vouched: true });
  const sent = await ground.officer.call('referrals.broadcast', {
    ...draft,
    mode: 'FIRST_ACCEPT',
    urgency: 'soon',
    orgIds: ['aoba', 'shiomi'].map((key) => orgOf(key).id),
  });
  const { rows } = await ground.run(
    `SELECT f.id, f.version, o.slug FROM offer f JOIN referral r ON r.id = f.referral_id
       JOIN organisation o ON o.id = f.org_id WHERE r.code = $1`,
    [draft.code],
  );
  const offers = Object.fromEntries(rows.map((row: any) => [row.slug, row]));
  return { code: draft.code, version: sent.version, held, shown, offers };
}

/** The hospitals whose people may be told of a paper. */
async function hospitalsToldOf(paperId: string): Promise<string[]> {
  const { personId, orgId } = ground.officer.actor;
  return transaction(ground.database, { personId, orgId }, async (tx) => {
    const row = await casePaper.find(tx, paperId);
    const { rows } = await tx.query<{ slug: string }>(sql`
      SELECT DISTINCT o.slug FROM ${CARING_MEMBERSHIPS}
       WHERE o.kind = 'hospital' AND ${audience('referral.docDeid', casePaper, row!)} ORDER BY 1`);
    return rows.map(({ slug }) => slug);
  });
}

/** Who was told that papers came to a case, by address, as often as they were. */
async function toldOf(caseId: string): Promise<string[]> {
  const { rows } = await ground.run(
    `SELECT p.email FROM notification n JOIN person p ON p.id = n.person_id
      WHERE n.subject_id = $1 AND n.type = 'referral.paperBrought' ORDER BY p.email`,
    [caseId],
  );
  return rows.map(({ email }) => email as string);
}

describe('a paper of a case', () => {
  it('is kept under a name that nobody reads in the database, sealed with the case', async () => {
    const { code } = await completeDraft(ground, 'Papers2');
    const scan = dicomOf({ elements: [[0x0010, 0x0010, 'PN', `${MARK}^Bat`]] });
    const { paperId } = await bring(ground.partner, code, scan, `${MARK}.dcm`);
    const { papers } = await ground.partner.call('papers.ofCase', { code });
    expect(papers).toMatchObject([
      {
        ...{ id: paperId, name: `${MARK}.dcm`, note: `Note ${MARK}`, kind: 'laboratory', pages: 1 },
        header: { PatientName: `${MARK}^Bat`, Modality: 'OT' },
      },
    ]);
    const rows = await asTheOwner(
      ground,
      (sql) => sql`SELECT f.name, encode(p.sealed, 'escape') AS sealed, to_jsonb(p)::text AS all
        FROM case_paper p JOIN file f ON f.id = p.id WHERE p.id = ${paperId}`,
    );
    expect(JSON.stringify(rows)).not.toContain(MARK);
  });

  it('is taken as PDF, picture, DICOM or text by its content, and as nothing else', async () => {
    const { code } = await completeDraft(ground, 'Papers3');
    await bring(ground.partner, code, await imageOf('jpeg', { place: true }), 'wound.jpg');
    const scan = await bring(ground.partner, code, dicomOf(), 'ct.dcm');
    const asked = await ground.partner.call('papers.look', look(scan.paperId));
    expect((await ground.files.draw(asked.file, asked.view)).byteSize).toBeGreaterThan(0);
    const bad = bring(ground.partner, code, Buffer.from('<svg></svg>'), 'x.txt');
    expect((await refusal(bad)).code).toBe('FILE_TYPE_REFUSED');
  });

  it('identifies the patient until the officer says that it does not; what is asked then sees pages, no name and no original', async () => {
    const { held, shown, offers } = await askedWithPapers();
    const list = await ground.aoba.call('papers.ofOffer', { offerId: offers.aoba.id });
    expect(list).toEqual([
      { id: shown.paperId, kind: 'laboratory', pages: 2, width: 595, height: 842 },
    ]);
    await ground.aoba.call('papers.look', look(shown.paperId, 2));
    const refused = async (call: Promise<unknown>) => (await refusal(call)).status;
    expect(await refused(ground.aoba.call('papers.look', look(held.paperId)))).toBe(404);
    expect(await refused(ground.aoba.call('papers.open', { paperId: shown.paperId }))).toBe(403);
    expect(await refused(ground.kaedeno.call('papers.look', look(shown.paperId)))).toBe(404);
    expect(await refused(ground.otherPartner.call('papers.look', look(shown.paperId)))).toBe(404);
    await inSession()('papers.hold', { paperId: shown.paperId });
    const again = inSession()('papers.hold', { paperId: shown.paperId });
    expect((await refusal(again)).code).toBe('STATE_CHANGED');
    expect(await refused(ground.aoba.call('papers.look', look(shown.paperId)))).toBe(404);
  });

  it('reaches of the hospitals that are asked those alone that the consent gives it to', async () => {
    const named = { orgClass: null, orgIds: [orgOf('aoba').id] };
    const { shown, offers } = await askedWithPapers(named);
    const list = (who: Someone, slug: string) =>
      who.call('papers.ofOffer', { offerId: offers[slug].id });
    expect((await list(ground.aoba, 'aoba')).map(({ id }) => id)).toEqual([shown.paperId]);
    await ground.aoba.call('papers.look', look(shown.paperId));
    expect(await list(ground.shiomi, 'shiomi')).toEqual([]);
    const refused = ground.shiomi.call('papers.look', look(shown.paperId));
    expect((await refusal(refused)).status).toBe(404);
    expect(await hospitalsToldOf(shown.paperId)).toEqual(['aoba']);
    const without = await askedWithPapers({
      ...named,
      covers: ['platform', 'broadcast', 'hospital'],
    });
    const { id: offerId } = without.offers.aoba;
    expect(await ground.aoba.call('papers.ofOffer', { offerId })).toEqual([]);
    expect(await hospitalsToldOf(without.shown.paperId)).toEqual([]);
  });

  it('opens whole to the hospital that accepts, and closes to the others in the same instant', async () => {
    const { code, held, shown, offers } = await askedWithPapers();
    await ground.aoba.call('referrals.accept', acceptance(offers.aoba));
    const { papers } = await ground.aoba.call('papers.ofCase', { code });
    expect(papers.map(({ id }) => id).sort()).toEqual([held.paperId, shown.paperId].sort());
    const file = await ground.aoba.call('papers.open', { paperId: held.paperId });
    expect(file.name).toBe(`${MARK}-passport.pdf`);
    const late = ground.shiomi.call('papers.look', look(shown.paperId));
    expect((await refusal(late)).status).toBe(404);
    const own = await bring(ground.aoba, code, PDF, 'result.pdf');
    const told = await ground.partner.call('papers.ofCase', { code });
    expect(told.papers.map(({ id }) => id)).toContain(own.paperId);
    const lines = (await ground.partner.call('privacy.accessLog', { code })).lines;
    expect(
      lines.some(({ part, who }) => part === 'documents' && who.kind !== 'askedHospital'),
    ).toBe(true);
  });

  it('is in the manifest of what the hospital was given, which changes with the papers and can be checked', async () => {
    const { code, held, shown, offers } = await askedWithPapers();
    expect((await ground.partner.call('papers.ofCase', { code })).packets).toEqual([]);
    await ground.aoba.call('referrals.accept', acceptance(offers.aoba));
    const given = async (who: Someone) => (await who.call('papers.ofCase', { code })).packets;
    const [first] = await given(ground.aoba);
    expect(first).toMatchObject({ number: 1, why: 'accepted' });
    expect(first!.papers.map(({ id }) => id)).toEqual([held.paperId, shown.paperId]);
    const carried: Buffer[] = [];
    const file = await ground.aoba.call('papers.open', { paperId: shown.paperId });
    for await (const part of await ground.files.open(file)) carried.push(part as Buffer);
    const sum = createHash('sha256').update(Buffer.concat(carried)).digest('hex');
    expect(first!.papers[1]).toMatchObject({ sha256: sum, bytes: Buffer.concat(carried).length });

    const own = await bring(ground.aoba, code, PDF, 'result.pdf');
    const [second, kept] = await given(ground.partner);
    expect(second).toMatchObject({ number: 2, why: 'paperBrought', identity: first!.identity });
    expect(second!.papers.map(({ id }) => id)).toContain(own.paperId);
    expect(kept).toEqual(first);
    expect(second!.fingerprint).not.toBe(first!.fingerprint);
    // The hospital that takes the case over is given its own, and reads no other's.
    const { rows } = await ground.run(`SELECT id FROM referral WHERE code = $1`, [code]);
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE case_packet SET org_id = ${ground.shiomi.actor.orgId} WHERE number = 1
        AND referral_id = ${rows[0]!['id'] as string}`,
    );
    expect((await given(ground.aoba)).map(({ number }) => number)).toEqual([2]);
    expect((await given(ground.partner)).map(({ number }) => number)).toEqual([2, 1]);
  });

  it('of which the consent says nothing stays with sender and officer', async () => {
    const offered = await offeredCase(ground, {
      mark: 'Papers4',
      consent: { covers: ['platform', 'broadcast', 'hospital'] },
    });
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET state = 'intakeReview' WHERE id = ${offered.id}`,
    );
    const { paperId } = await bring(ground.partner, offered.code, PDF, 'blood.pdf');
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET state = 'broadcasting' WHERE id = ${offered.id}`,
    );
    await ground.aoba.call('referrals.accept', acceptance(offered.offers['aoba']!));
    const { papers } = await ground.aoba.call('papers.ofCase', { code: offered.code });
    expect(papers).toEqual([]);
    expect((await refusal(ground.aoba.call('papers.open', { paperId }))).status).toBe(404);
  });

  it('that says who the patient is by what it is, or has no pages, is never released', async () => {
    const draft = await reviewedCase(ground, 'Papers5');
    const officer = inSession();
    for (const [bytes, name, kind] of [
      [PDF, 'passport.pdf', 'identity'],
      [PDF, 'landing.pdf', 'travel'],
      [Buffer.from('Hb 13.2'), 'blood.txt', 'laboratory'],
    ] as const) {
      const { paperId } = await bring(ground.partner, draft.code, bytes as Buffer, name, { kind });
      const released = officer('papers.release', { paperId, vouched: true });
      expect((await refusal(released)).code).toBe('PAPER_NOT_RELEASABLE');
    }
    expect(TEASER.vouched).toBe(true);
  });

  it('is removed only while nobody reviews the case', async () => {
    const draft = await completeDraft(ground, 'Papers6');
    const { paperId } = await bring(ground.partner, draft.code, PDF, 'a.pdf');
    await ground.partner.call('papers.remove', { paperId });
    expect((await ground.partner.call('papers.ofCase', { code: draft.code })).papers).toEqual([]);
    const again = await bring(ground.partner, draft.code, PDF, 'b.pdf');
    const sent = await ground.partner.call('referrals.submit', draft);
    await ground.officer.call('referrals.takeIntake', { code: draft.code, version: sent.version });
    const late = ground.partner.call('papers.remove', { paperId: again.paperId });
    expect((await refusal(late)).code).toBe('STATE_CHANGED');
  });

  it('that did not pass its scan is listed, says nothing to anybody, and can be removed as long as the case goes on', async () => {
    const draft = await reviewedCase(ground, 'Papers9');
    const { paperId } = await bring(ground.partner, draft.code, PDF, 'a.pdf');
    const scanned = (scan: string) =>
      asTheOwner(ground, (sql) => sql`UPDATE file SET scan = ${scan} WHERE id = ${paperId}`);
    const officer = inSession();
    for (const scan of ['pending', 'infected', 'error']) {
      await scanned(scan);
      const { papers } = await officer('papers.ofCase', { code: draft.code, ...because });
      expect(papers).toMatchObject([{ id: paperId, scan, removable: scan !== 'pending' }]);
      const looked = await refusal(officer('papers.look', look(paperId)));
      const opened = await refusal(officer('papers.open', { paperId }));
      expect([looked.status, opened.status]).toEqual([404, 404]);
      const released = officer('papers.release', { paperId, vouched: true });
      expect((await refusal(released)).code).toBe('PAPER_NOT_RELEASABLE');
    }
    await scanned('pending');
    const early = ground.partner.call('papers.remove', { paperId });
    expect((await refusal(early)).code).toBe('STATE_CHANGED');
    await scanned('infected');
    await ground.partner.call('papers.remove', { paperId });
    expect((await ground.partner.call('papers.ofCase', { code: draft.code })).papers).toEqual([]);
  });

  it('is told once to those who may see it, however many come at once', async () => {
    const { code, id, offers } = await offeredCase(ground, { mark: 'Papers10' });
    await ground.aoba.call('referrals.accept', acceptance(offers['aoba']!));
    const proof = { kind: 'consent', consentVersion: 1 };
    await bring(ground.partner, code, PDF, 'signed.pdf', proof);
    expect(await toldOf(id)).toEqual(['officer@mej.example', 'temuulen@altangol.example']);
    // A signed consent names other hospitals: this one does not read that it came either.
    const reads = async (who: Someone) =>
      (await casePage(who, code)).timeline.map(({ type }) => type);
    expect(await reads(ground.partner)).toContain('consentPaperBrought');
    for (const type of ['paperBrought', 'consentPaperBrought']) {
      expect(await reads(ground.aoba)).not.toContain(type);
    }
    for (const name of ['1.pdf', '2.pdf', '3.pdf']) await bring(ground.partner, code, PDF, name);
    expect(await toldOf(id)).toEqual([
      'coordinator@aoba.example',
      'officer@mej.example',
      'temuulen@altangol.example',
    ]);
    await ground.aoba.call('notifications.markAllRead', {});
    await bring(ground.partner, code, PDF, '4.pdf');
    expect((await toldOf(id)).filter((email) => email.includes('aoba'))).toHaveLength(2);
  });

  it('asks the officer for a reason before names and pages', async () => {
    const draft = await reviewedCase(ground, 'Papers7');
    const { paperId } = await bring(ground.partner, draft.code, PDF, 'a.pdf');
    const { actor } = ground.officer;
    const other: Someone['call'] = (name, input) =>
      ground.officer.call(name, input, {
        actor: { ...actor, sessionId: 'another-session-of-hers' },
      });
    expect(await other('papers.ofCase', { code: draft.code })).toMatchObject({
      askReason: true,
      count: 1,
      papers: [],
    });
    expect((await refusal(other('papers.look', look(paperId)))).code).toBe('REASON_REQUIRED');
    expect((await refusal(other('papers.open', { paperId }))).code).toBe('REASON_REQUIRED');
    await other('papers.open', { paperId, ...because });
    await other('papers.ofCase', { code: draft.code, ...because });
    await other('papers.look', look(paperId));
  });
});

describe('the signed paper of a consent', () => {
  it('is attached once, shown on the consent, and reaches no hospital', async () => {
    const draft = await reviewedCase(ground, 'Papers8');
    const proof = { kind: 'consent', consentVersion: 1 };
    const { paperId } = await bring(ground.partner, draft.code, PDF, 'signed.pdf', proof);
    const { consent } = await casePage(ground.partner, draft.code);
    expect(consent!.paperId).toBe(paperId);
    const twice = bring(ground.partner, draft.code, PDF, 'again.pdf', proof);
    expect((await refusal(twice)).code).toBe('CONSENT_HAS_PAPER');
    // A better scan takes its place while the case goes on, whoever reviews it.
    await ground.partner.call('papers.remove', { paperId });
    const better = await bring(ground.partner, draft.code, PDF, 'better.pdf', proof);
    const { consent: proven } = await casePage(ground.partner, draft.code);
    expect(proven!.paperId).toBe(better.paperId);
    const none = bring(ground.partner, draft.code, PDF, 'x.pdf', { consentVersion: 9 });
    expect((await refusal(none)).issues).toEqual([
      { path: 'consentVersion', message: 'unknownRecord' },
    ]);
  });
});
