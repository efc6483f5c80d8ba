import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  agreedEstimate,
  asTheOwner,
  atMoment,
  casePage,
  CONSENT,
  dayAhead,
  offeredCase,
  refusal,
  referralsGround,
  reviewedCase,
  standing,
  summarised,
  type Ground,
} from './referrals-ground.ts';

const MARK = 'Opnvk3';
const COVERS = [...CONSENT.covers, 'opinion'];
const LINK = { url: `https://meet.aoba.example/${MARK}`, note: `Room ${MARK}` };
let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

const opinionOf = async (who: Someone, code: string) => who.call('opinions.ofCase', { code });
const stepOf = async (code: string) => ({
  code,
  version: (await opinionOf(ground.partner, code)).opinion!.version,
});
const paths = async (call: Promise<unknown>) =>
  (await refusal(call)).issues.map(({ path }) => path);

/** How lists mark the second opinion of a case. */
const markFor = async (who: Someone, code: string) =>
  (await who.call('referrals.worklist', { code })).lines[0]!.opinion;

/** For whom of sender, hospital and officer the case waits. */
async function waitsFor(code: string) {
  const sides = { sender: ground.partner, hospital: ground.aoba, officer: ground.officer };
  const found: string[] = [];
  for (const [side, who] of Object.entries(sides)) {
    // A hospital that is not asked yet has no line.
    const [line] = (await who.call('referrals.worklist', { code })).lines;
    const { lines, counts } = await who.call('referrals.worklist', { view: 'waiting' });
    expect(counts.waiting).toBeGreaterThanOrEqual(lines.length);
    if (line?.view === 'waiting') found.push(side);
  }
  return found;
}

/** A case that a hospital has accepted, on a consent that covers a second opinion unless said. */
async function acceptedCase(covers: readonly string[] = COVERS) {
  const offered = await offeredCase(ground, {
    mark: MARK,
    to: ['aoba', 'shiomi'],
    consent: { covers },
  });
  await ground.aoba.call('referrals.accept', acceptance(offered.offers.aoba!));
  return offered;
}

/** Ten o'clock in Japan on a Thursday of its own for every case. */
let week = 0;
function morning(): string {
  week += 1;
  return new Date(Date.parse('2027-06-03T10:00:00+09:00') + week * 7 * 86_400_000).toISOString();
}

async function agreed(aim: 'before' | 'instead' = 'instead') {
  const offered = await acceptedCase();
  const { code } = offered;
  await ground.aoba.call('opinions.propose', { code, aim });
  await ground.partner.call('opinions.answer', { ...(await stepOf(code)), agree: true });
  return offered;
}

/** Its time proposed by the hospital and confirmed by the sender. */
async function timed(code: string) {
  const at = morning();
  const made = await ground.aoba.call('appointments.propose', {
    code,
    department: 'cardiovascular-surgery',
    minutes: 60,
    interpreter: 'mn',
    startsAt: [at],
  });
  const [one] = (await ground.partner.call('appointments.ofCase', { code })).appointments;
  await ground.partner.call('appointments.confirm', {
    appointmentId: made.id,
    version: 0,
    bookingId: one!.times[0]!.id,
  });
  return { at, kind: one!.kind, id: made.id };
}

/** Priced, timed and given. */
async function given(aim: 'before' | 'instead' = 'instead') {
  const offered = await agreed(aim);
  const { code } = offered;
  await agreedEstimate(ground, ground.aoba, code);
  const { at } = await timed(code);
  await atMoment(ground, new Date(at), async () => {
    await ground.aoba.call('opinions.hold', await stepOf(code));
  });
  return offered;
}

const close = async (who: Someone, code: string) =>
  who.call('referrals.closeWithOpinion', {
    code,
    version: (await standing(ground, code)).version,
  });

/** What became of the requests that the hospital may count. */
async function counted(who: Someone) {
  const { outcomes } = await who.call('statistics.page', {});
  const n = (key: string) => outcomes?.shown.find((each) => each.key === key)?.n ?? 0;
  return { opinion: n('opinion'), accepted: n('accepted') };
}

describe('an online second opinion', () => {
  it('ends with the agreement what was proposed or confirmed for a visit, and gives back what it took', async () => {
    for (const confirms of [false, true]) {
      const { code } = await acceptedCase();
      const at = morning();
      const times = { code, department: 'cardiovascular-surgery', minutes: 60, startsAt: [at] };
      const visit = await ground.aoba.call('appointments.propose', times);
      const { appointments } = await ground.partner.call('appointments.ofCase', { code });
      expect(appointments[0]).toMatchObject({ kind: 'visit', state: 'proposed' });
      const [time] = appointments[0]!.times;
      const confirmed = { appointmentId: visit.id, version: 0, bookingId: time!.id };
      if (confirms) await ground.partner.call('appointments.confirm', confirmed);
      await ground.aoba.call('opinions.propose', { code, aim: 'instead' });
      const taken = async () => {
        const { rows } = await ground.run(
          `SELECT a.state, count(b.id)::int AS n FROM appointment a LEFT JOIN booking b ON b.owner_id = a.id
             AND b.state IN ('held', 'confirmed') WHERE a.id = $1 GROUP BY a.state`,
          [visit.id],
        );
        return rows[0];
      };
      expect(await taken()).toEqual({ state: confirms ? 'confirmed' : 'proposed', n: 1 });
      await ground.partner.call('opinions.answer', { ...(await stepOf(code)), agree: true });
      expect(await taken()).toEqual({ state: 'cancelled', n: 0 });
      // The same hour can be had for the opinion at once.
      await ground.aoba.call('appointments.propose', times);
    }
  });

  it('is proposed, agreed on, priced, timed, given, written and read; the case ends with it and counts no patient', async () => {
    const before = await counted(ground.aoba);
    const { code, id } = await agreed();
    // An accepted case is the officer's to arrange; the hospital gives a time and a place.
    expect(await waitsFor(code)).toEqual(['hospital', 'officer']);
    expect(await paths(ground.aoba.call('opinions.hold', await stepOf(code)))).toEqual([
      'estimate',
      'estimate',
      'opinionTime',
    ]);
    await agreedEstimate(ground, ground.aoba, code, { depositYen: 110_000 });
    const { at, kind } = await timed(code);
    expect(kind).toBe('opinion');
    expect(await waitsFor(code)).toEqual(['hospital', 'officer']);
    await ground.aoba.call('opinions.arrange', { ...(await stepOf(code)), ...LINK });
    expect(await waitsFor(code)).toEqual(['officer']);
    // The time has come, but what it costs is not paid.
    await atMoment(ground, new Date(at), async () => {
      expect(await paths(ground.aoba.call('opinions.hold', await stepOf(code)))).toEqual([
        'deposit',
      ]);
    });
    await ground.aoba.call('estimates.recordDeposit', {
      code,
      clientId: crypto.randomUUID(),
      amountYen: 110_000,
      on: dayAhead(-1),
      receipt: 'R-1',
    });
    const early = ground.aoba.call('opinions.hold', await stepOf(code));
    expect(await paths(early)).toEqual(['opinionTime']);
    // Before it was given there is nothing to write, and nothing to close.
    const said = { diagnosis: 'D', treatment: 'T', medication: 'M', followUp: 'F' };
    const words = { ja: said, en: said };
    const draft = ground.aoba.call('summaries.save', { code, version: null, words });
    expect((await refusal(draft)).code).toBe('STATE_CHANGED');
    expect(await paths(close(ground.partner, code))).toEqual(['opinionHeld', 'returnSummary']);
    await atMoment(ground, new Date(at), async () => {
      await ground.aoba.call('opinions.hold', await stepOf(code));
    });
    expect(await paths(close(ground.partner, code))).toEqual(['returnSummary']);
    expect(await markFor(ground.partner, code)).toBe('writing');
    expect(await waitsFor(code)).toEqual(['hospital', 'officer']);
    const { version } = await ground.aoba.call('summaries.save', { code, version: null, words });
    await ground.aoba.call('summaries.issue', { code, version });
    expect(await markFor(ground.officer, code)).toBe('toRead');
    expect(await waitsFor(code)).toEqual(['sender', 'officer']);
    await ground.partner.call('summaries.review', { code });
    for (const who of [ground.partner, ground.aoba, ground.officer]) {
      expect(await markFor(who, code)).toBe('read');
    }
    for (const who of [ground.aoba, ground.shiomi, ground.otherPartner, ground.otherStaff]) {
      const refused = await refusal(close(who, code));
      expect(['notFound', 'forbidden', 'conflict']).toContain(refused.kind);
    }
    expect((await close(ground.partner, code)).state).toBe('closed');

    const page = await casePage(ground.partner, code);
    expect(page.meta.outcome).toBe('opinion');
    // Held at its time, which lay ahead.
    expect(page.timeline.slice(0, 4).map(({ type }) => type)).toEqual([
      'opinionHeld',
      'closedWithOpinion',
      'opinionReviewed',
      'opinionIssued',
    ]);
    expect(page.rights.visa).toBe(false);
    expect((await ground.partner.call('summaries.read', { code })).kind).toBe('opinion');
    const { rows } = await ground.run(
      `SELECT count(*)::int AS n FROM referral_event WHERE referral_id = $1 AND type IN ('arrived', 'scheduled')`,
      [id],
    );
    expect(rows[0]!.n).toBe(0);
    const after = await counted(ground.aoba);
    expect(after).toEqual({ opinion: before.opinion + 1, accepted: before.accepted });
    const { task } = (await ground.partner.call('interop.task', { code })) as never as {
      task: { status: string; businessStatus: { coding: { code: string }[] } };
    };
    expect(task.status).toBe('completed');
    expect(task.businessStatus.coding.map((each) => each.code)).toEqual(['closed', 'opinion']);
  });

  it('goes on as a journey where travel is wanted: a new estimate and dates, what was written stays', async () => {
    const { code } = await given('before');
    expect(await paths(ground.partner.call('opinions.goOn', await stepOf(code)))).toEqual([
      'returnSummary',
    ]);
    await summarised(ground, ground.aoba, code);
    await ground.partner.call('opinions.goOn', await stepOf(code));
    const at = async () => ({ code, version: (await standing(ground, code)).version });
    const dates = { department: 'cardiovascular-surgery', startsOn: dayAhead(10) };
    const schedule = async () =>
      ground.aoba.call('referrals.schedule', { ...(await at()), ...dates });
    // What the second opinion cost is no estimate of the stay.
    expect(await paths(schedule())).toEqual(['estimate']);
    await agreedEstimate(ground, ground.aoba, code);
    await schedule();
    for (const step of ['arrive', 'admit', 'discharge'] as const) {
      await ground.aoba.call(`referrals.${step}`, { ...(await at()), on: dayAhead(-1) });
    }
    const closing = async () => ground.partner.call('referrals.close', await at());
    expect(await paths(closing())).toEqual(['returnSummary']);
    const stands = await ground.partner.call('summaries.ofCase', { code });
    expect(stands).toMatchObject({ kind: 'stay', issued: null, earlier: true });
    await summarised(ground, ground.aoba, code);
    expect((await closing()).state).toBe('closed');
    const page = await casePage(ground.partner, code);
    expect(page.meta.outcome).toBeNull();
    const types = page.timeline.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['opinionAgreed', 'opinionHeld', 'opinionTravel']),
    );
    const old = await ground.partner.call('summaries.read', { code, kind: 'opinion' });
    expect(old).toMatchObject({ kind: 'opinion', number: 1 });
    const printed = async (more: object) =>
      (await ground.partner.call('summaries.print', { code, lang: 'en', ...more })).number;
    expect(await printed({ kind: 'opinion' })).toMatch(/^SO-/);
    expect(await printed({})).toMatch(/^RS-/);
    const kinds = async (who: Someone) =>
      (await who.call('documents.ofCase', { code })).papers.map(({ kind }) => kind);
    for (const who of [ground.partner, ground.aoba]) {
      expect(await kinds(who)).toContain('secondOpinion');
    }
    expect(await kinds(ground.officer)).not.toContain('secondOpinion');
  });

  it('holds the journey up while it is under way: no dates, no visa plan, no second one', async () => {
    const { code } = await agreed();
    const dates = { department: 'cardiovascular-surgery', startsOn: dayAhead(10) };
    const { version } = await standing(ground, code);
    const scheduling = ground.aoba.call('referrals.schedule', { code, version, ...dates });
    expect(await paths(scheduling)).toContain('opinionOpen');
    const plan = {
      way: 'single',
      inpatient: false,
      coeBy: null,
      companions: 0,
      arrivesOn: dayAhead(30),
      leavesOn: dayAhead(50),
    } as const;
    const visa = ground.aoba.call('visa.savePlan', { code, version: null, ...plan });
    expect((await refusal(visa)).code).toBe('OPINION_OPEN');
    expect((await casePage(ground.aoba, code)).rights.visa).toBe(false);
    const again = ground.aoba.call('opinions.propose', { code, aim: 'before' });
    expect((await refusal(again)).code).toBe('OPINION_OPEN');
  });

  it('is agreed on by the sender alone, and only on a consent that names it in a wording that says so', async () => {
    const { code } = await acceptedCase(CONSENT.covers);
    await ground.officer.call('opinions.propose', { code, aim: 'before' });
    const agree = async (who: Someone) =>
      who.call('opinions.answer', { ...(await stepOf(code)), agree: true });
    for (const who of [ground.aoba, ground.officer]) {
      expect((await refusal(agree(who))).kind).toBe('forbidden');
    }
    for (const who of [ground.shiomi, ground.otherPartner]) {
      expect((await refusal(agree(who))).kind).toBe('notFound');
    }
    const bare = await refusal(agree(ground.partner));
    expect(bare).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(bare.issues).toEqual([{ path: 'consent.opinion', message: 'required' }]);
    const record = async (more: object) =>
      ground.partner.call('referrals.recordConsent', {
        code,
        version: (await standing(ground, code)).version,
        ...CONSENT,
        covers: COVERS as never,
        orgIds: [],
        orgClass: 'offeredHospitals',
        ...more,
      });
    const old = await refusal(record({ textVersion: '2026-12' }));
    expect(old.issues).toEqual([{ path: 'covers', message: 'invalid' }]);
    await record({});
    await agree(ground.partner);
    // One who read it before it was answered does not answer it again.
    const late = ground.partner.call('opinions.answer', { code, version: 0, agree: false });
    expect((await refusal(late)).code).toBe('STALE_VERSION');
    // A consent that no longer names it stops what would be done with it.
    await record({ covers: CONSENT.covers });
    const arranging = ground.aoba.call('opinions.arrange', { ...(await stepOf(code)), ...LINK });
    expect((await refusal(arranging)).code).toBe('CONSENT_MISSING');
  });

  it('shows where both sides meet to sender and hospital alone, and says it nowhere else', async () => {
    const { code } = await agreed();
    const set = async (more: object) =>
      ground.aoba.call('opinions.arrange', { ...(await stepOf(code)), ...LINK, ...more });
    expect(await paths(set({ url: 'http://meet.aoba.example/x' }))).toEqual(['url']);
    expect(await paths(set({ url: 'javascript:alert(1)' }))).toEqual(['url']);
    await set({});
    for (const who of [ground.partner, ground.aoba]) {
      expect((await opinionOf(who, code)).link).toEqual(LINK);
    }
    expect((await opinionOf(ground.officer, code)).link).toBeNull();
    for (const who of [ground.shiomi, ground.otherPartner, ground.otherStaff]) {
      const refused = await refusal(opinionOf(who, code));
      expect(['notFound', 'forbidden']).toContain(refused.kind);
    }
    const { zones } = await opinionOf(ground.aoba, code);
    expect(zones).toEqual({ hospital: 'Asia/Tokyo', sender: 'Asia/Ulaanbaatar' });
    const tables = [
      'referral_event',
      'notification',
      'outbox_mail',
      'audit_pending',
      'audit',
      'channel_event',
    ];
    for (const table of [...tables, 'second_opinion', 'opinion_link']) {
      const found = await asTheOwner(
        ground,
        (sql) => sql<{ n: number }[]>`
          SELECT count(*)::int AS n FROM ${sql(table)} t WHERE t::text LIKE ${`%${MARK}%`}`,
      );
      expect([table, found[0]!.n]).toEqual([table, 0]);
    }
    // Taken back, it is gone, with the time and the price.
    await agreedEstimate(ground, ground.aoba, code);
    const { id: time } = await timed(code);
    await ground.aoba.call('opinions.withdraw', await stepOf(code));
    const { appointments } = await ground.partner.call('appointments.ofCase', { code });
    expect(appointments.find((each) => each.id === time)!.state).toBe('cancelled');
    const estimates = await ground.partner.call('estimates.ofCase', { code });
    expect(estimates).toMatchObject({ purpose: 'stay', current: null });
    expect((await opinionOf(ground.partner, code)).link).toBeNull();
  });

  it('agreed on at triage is told to the hospitals that are asked, and goes with the case', async () => {
    const { code, version } = await reviewedCase(ground, MARK, { covers: COVERS });
    await ground.officer.call('opinions.propose', { code, aim: 'instead' });
    for (const who of [ground.partner, ground.officer]) {
      expect(await markFor(who, code)).toBe('proposed');
    }
    expect(await waitsFor(code)).toEqual(['sender', 'officer']);
    const { waiting } = await ground.partner.call('home.overview', {});
    expect(waiting).toContainEqual(expect.objectContaining({ type: 'referral.opinion', code }));
    // Those who only know of the case do not read what it is about.
    expect(await markFor(ground.otherStaff, code)).toBeNull();
    await ground.partner.call('opinions.answer', { ...(await stepOf(code)), agree: true });
    const orgIds = [ground.aoba.actor.orgId!, ground.shiomi.actor.orgId!];
    await ground.officer.call('referrals.broadcast', {
      code,
      version,
      mode: 'FIRST_ACCEPT',
      urgency: 'soon',
      orgIds,
    });
    const { offers } = await standing(ground, code);
    const asked = await ground.aoba.call('opinions.ofOffer', { offerId: offers['aoba']!.id });
    expect(asked).toEqual({ aim: 'instead' });
    expect(await markFor(ground.aoba, code)).toBe('wanted');
    expect((await refusal(opinionOf(ground.aoba, code))).kind).toBe('forbidden');
    const foreign = ground.shiomi.call('opinions.ofOffer', { offerId: offers['aoba']!.id });
    expect((await refusal(foreign)).kind).toBe('notFound');
    await ground.aoba.call('referrals.accept', acceptance(offers['aoba']!));
    expect((await opinionOf(ground.aoba, code)).opinion).toMatchObject({
      state: 'agreed',
      aim: 'instead',
      byOfficer: true,
    });
    expect(await markFor(ground.aoba, code)).toBe('agreed');
    expect((await ground.aoba.call('estimates.ofCase', { code })).purpose).toBe('opinion');

    // A hospital that gives the case back takes its room with it; the next one has its own.
    await ground.aoba.call('opinions.arrange', { ...(await stepOf(code)), ...LINK });
    const given = await standing(ground, code);
    await ground.aoba.call('referrals.release', {
      code,
      version: given.version,
      reason: 'noCapacity',
    });
    const rooms = await asTheOwner(
      ground,
      (sql) => sql`SELECT 1 FROM opinion_link k JOIN referral r ON r.id = k.referral_id
                    WHERE r.code = ${code}`,
    );
    expect(rooms).toHaveLength(0);
    await ground.officer.call('referrals.broadcast', {
      code,
      version: (await standing(ground, code)).version,
      mode: 'FIRST_ACCEPT',
      urgency: 'soon',
      orgIds: [ground.shiomi.actor.orgId!],
    });
    const next = (await standing(ground, code)).offers['shiomi']!;
    await ground.shiomi.call('referrals.accept', acceptance(next));
    expect((await opinionOf(ground.partner, code)).link).toBeNull();
    const room = { url: `https://meet.shiomi.example/${MARK}`, note: '' };
    await ground.shiomi.call('opinions.arrange', { ...(await stepOf(code)), ...room });
    expect((await opinionOf(ground.partner, code)).link).toEqual(room);
  });
});
