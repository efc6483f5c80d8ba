import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgOf } from '#prisma/seed/cast.ts';
import { lapseProposals, remindOfAppointments } from '#server/appointments/index.ts';
import { sql as words } from '#server/platform/access/access.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { turnOfCase } from '#server/referrals/index.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  atMoment,
  dayAhead,
  offeredCase,
  refusal,
  referralsGround,
  standing,
  summarised,
  type Ground,
} from './referrals-ground.ts';

const HOUR = 3_600_000;
const MARK = 'Apptq7';
let ground: Ground;

beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

/** A case that a hospital has accepted. */
async function acceptedCase(hospital: Someone, slug: string) {
  const offered = await offeredCase(ground, { mark: MARK, to: ['aoba', 'shiomi'] });
  await hospital.call('referrals.accept', acceptance(offered.offers[slug]!));
  return offered;
}

/** Ten o'clock in Japan on a Thursday of its own for every test. */
let week = 0;
function morning(hours = 0): string {
  const first = Date.parse('2027-05-13T10:00:00+09:00') + week * 7 * 24 * HOUR;
  return new Date(first + hours * HOUR).toISOString();
}
const fresh = () => void (week += 1);

const needs = { department: 'cardiovascular-surgery', minutes: 60, interpreter: 'mn' as const };

const propose = (who: Someone, code: string, startsAt: string[], more: object = {}) =>
  who.call('appointments.propose', { code, ...needs, startsAt, ...more });

/** Whose turn a case is, and what for: sender, hospital, officer; nothing where their lists say that it runs. */
async function turns(code: string) {
  const sides = { sender: ground.partner, hospital: ground.aoba, officer: ground.officer };
  const found: Record<string, string | null> = {};
  for (const [side, who] of Object.entries(sides)) {
    const { lines } = await who.call('referrals.worklist', { code });
    if (lines[0]?.view !== 'waiting') continue;
    found[side] = await transaction(ground.database, who.actor, async (tx) => {
      const { rows } = await tx.query<{ turn: string | null }>(
        words`SELECT ${turnOfCase(who.actor)} AS turn FROM referral r WHERE r.code = ${code}`,
      );
      return rows[0]!.turn;
    });
  }
  return found;
}

/** How many resources the bookings of an appointment take now. */
async function taken(id: string): Promise<number> {
  const { rows } = await ground.run(
    `SELECT count(*)::int AS n FROM booking_line l JOIN booking b ON b.id = l.booking_id
      WHERE b.owner_kind = 'appointment' AND b.owner_id = $1 AND l.live`,
    [id],
  );
  return rows[0]!.n;
}

async function stateOf(id: string): Promise<string> {
  const { rows } = await ground.run('SELECT state FROM appointment WHERE id = $1', [id]);
  return rows[0]!.state;
}

/** The case page's part, of the newest appointment. */
async function shown(who: Someone, code: string) {
  const { appointments, rights } = await who.call('appointments.ofCase', { code });
  return { one: appointments[0]!, rights };
}

describe('an appointment', () => {
  it('is proposed with up to three free times, all kept; the sender confirms one and the others are free at once', async () => {
    fresh();
    const { code } = await acceptedCase(ground.aoba, 'aoba');
    const free = await ground.aoba.call('appointments.slots', {
      code,
      ...needs,
      from: morning().slice(0, 10),
    });
    const offered = free.slots.map(({ startsAt }) => startsAt);
    expect(offered).toContain(morning());
    const made = await propose(ground.aoba, code, [morning(), morning(3), morning(24)]);
    expect(await taken(made.id)).toBe(6);

    const { one, rights } = await shown(ground.partner, code);
    expect(rights).toEqual({ propose: false, confirm: true, cancel: true });
    expect(one.times.map(({ startsAt }) => startsAt)).toEqual([morning(), morning(3), morning(24)]);
    await ground.partner.call('appointments.confirm', {
      appointmentId: made.id,
      version: one.version,
      bookingId: one.times[1]!.id,
    });
    expect(await taken(made.id)).toBe(2);
    const after = await shown(ground.aoba, code);
    expect(after.one).toMatchObject({ state: 'confirmed', times: [{ startsAt: morning(3) }] });
    expect(after.rights).toEqual({ propose: false, confirm: false, cancel: true });
  });

  it('is refused too soon, doubled, with four times, for a department of another hospital, or beside one that stands', async () => {
    fresh();
    const { code } = await acceptedCase(ground.aoba, 'aoba');
    const fault = async (startsAt: string[], more?: object) =>
      (await refusal(propose(ground.aoba, code, startsAt, more))).issues[0]?.message;
    const soon = new Date(Date.now() + HOUR).toISOString();
    expect(await fault([soon])).toBe('tooSoon');
    expect(await fault([morning(), morning(0.5)])).toBe('timesOverlap');
    expect(await fault([morning(), morning(1), morning(2), morning(3)])).toBe('tooManyTimes');
    expect(await fault([morning()], { department: 'dentistry-of-another' })).toBe('unknownRecord');
    expect(await fault([morning()], { interpreter: 'fil' })).toBe('noInterpreter');
    expect(await fault([morning(9)])).toBe('outsideHours');
    const made = await propose(ground.aoba, code, [morning()]);
    const second = await refusal(propose(ground.officer, code, [morning(2)]));
    expect(second.code).toBe('APPOINTMENT_OPEN');
    expect(await taken(made.id)).toBe(2);
  });

  it('is given up with a reason by either side, and other times can be proposed', async () => {
    fresh();
    const { code } = await acceptedCase(ground.aoba, 'aoba');
    const made = await propose(ground.aoba, code, [morning()]);
    const cancel = { appointmentId: made.id, version: 0, reason: 'travel' as const };
    await ground.partner.call('appointments.cancel', cancel);
    expect(await taken(made.id)).toBe(0);
    expect((await refusal(ground.aoba.call('appointments.cancel', cancel))).code).toBe(
      'STATE_CHANGED',
    );
    expect((await shown(ground.aoba, code)).rights.propose).toBe(true);
    await propose(ground.officer, code, [morning()]);
  });

  it('is nobody else’s: another hospital, another partner and other staff find nothing', async () => {
    fresh();
    const { code } = await acceptedCase(ground.aoba, 'aoba');
    const { id } = await propose(ground.aoba, code, [morning()]);
    const cancel = { appointmentId: id, version: 0, reason: 'other' as const };
    for (const who of [ground.shiomi, ground.kaedeno, ground.otherPartner, ground.otherStaff]) {
      expect((await refusal(who.call('appointments.cancel', cancel))).kind).toBe('notFound');
      expect(['notFound', 'forbidden']).toContain(
        (await refusal(who.call('appointments.ofCase', { code }))).kind,
      );
    }
    const own = { appointmentId: id, version: 0, bookingId: id };
    expect((await refusal(ground.aoba.call('appointments.confirm', own))).kind).toBe('forbidden');
    expect(await stateOf(id)).toBe('proposed');
  });
});

describe('one interpreter and two hospitals', () => {
  it('ten rounds of two who propose at the same moment: one has her, the other is told until when', async () => {
    for (let round = 0; round < 10; round++) {
      fresh();
      const first = await acceptedCase(ground.aoba, 'aoba');
      const second = await acceptedCase(ground.shiomi, 'shiomi');
      const tries = await Promise.allSettled([
        propose(ground.aoba, first.code, [morning(), morning(4)]),
        propose(ground.shiomi, second.code, [morning(4), morning()]),
      ]);
      const won = tries.filter(({ status }) => status === 'fulfilled');
      const lost = tries.filter((each) => each.status === 'rejected');
      expect(won, `round ${round}`).toHaveLength(1);
      expect(lost[0]!.reason).toMatchObject({ code: 'SLOT_TAKEN' });
      const [change] = lost[0]!.reason.changes;
      expect(change).toMatchObject({ kind: 'interpreter' });
      // An hour, and a quarter for the way back.
      expect([morning(1.25), morning(5.25)]).toContain(change.until);
      expect(JSON.stringify(lost[0]!.reason.changes)).not.toMatch(/aoba|shiomi|owner/i);
      const lines = await ground.run(
        `SELECT 1 FROM booking_line l JOIN resource s ON s.id = l.resource_id
          WHERE s.kind = 'interpreter' AND s.code = 'mn' AND l.live AND l.taken_from::date = $1::date`,
        [morning()],
      );
      expect(lines.count).toBe(2);
    }
  }, 120_000);
});

describe('a proposal that nobody confirms', () => {
  it('cannot be confirmed late, lapses by the clock with a notice, and gives its times back', async () => {
    fresh();
    const { code, id: referralId } = await acceptedCase(ground.aoba, 'aoba');
    const made = await propose(ground.aoba, code, [morning()]);
    const { one } = await shown(ground.partner, code);
    const confirm = { appointmentId: made.id, version: 0, bookingId: one.times[0]!.id };
    await atMoment(ground, new Date(made.heldUntil), async () => {
      const late = await refusal(ground.partner.call('appointments.confirm', confirm));
      expect(late.code).toBe('HOLD_LAPSED');
      expect(await lapseProposals(ground.database)).toBeGreaterThan(0);
    });
    expect(await stateOf(made.id)).toBe('lapsed');
    expect(await taken(made.id)).toBe(0);
    const told = await ground.run(
      `SELECT 1 FROM notification WHERE type = 'referral.appointmentLapsed' AND subject_id = $1`,
      [referralId],
    );
    expect(told.count).toBeGreaterThan(1);
    await propose(ground.aoba, code, [morning()]);
  });
});

describe('a case that leaves its hospital', () => {
  it('released: gives back at once what its appointment took', async () => {
    fresh();
    const { code } = await acceptedCase(ground.aoba, 'aoba');
    const made = await propose(ground.aoba, code, [morning(), morning(2)]);
    const { version } = await standing(ground, code);
    await ground.aoba.call('referrals.release', { code, version, reason: 'noCapacity' });
    expect(await stateOf(made.id)).toBe('cancelled');
    expect(await taken(made.id)).toBe(0);
  });

  it('cancelled: a confirmed appointment is given back too', async () => {
    fresh();
    const { code } = await acceptedCase(ground.aoba, 'aoba');
    const made = await propose(ground.aoba, code, [morning()]);
    const { one } = await shown(ground.partner, code);
    await ground.partner.call('appointments.confirm', {
      appointmentId: made.id,
      version: 0,
      bookingId: one.times[0]!.id,
    });
    const { version } = await standing(ground, code);
    await ground.officer.call('referrals.confirmCancel', {
      code,
      version,
      reason: 'patientWish',
    });
    expect(await stateOf(made.id)).toBe('cancelled');
    expect(await taken(made.id)).toBe(0);
  });
});

describe('after the discharge', () => {
  const reminders = async (referralId: string) => {
    const { rows } = await ground.run(
      `SELECT e.facts->>'days' AS days, (SELECT count(DISTINCT n.person_id)::int FROM notification n
         WHERE n.type = 'referral.appointmentNear' AND n.subject_id = $1) AS people
        FROM referral_event e WHERE e.referral_id = $1 AND e.type = 'appointmentNear' ORDER BY e.at`,
      [referralId],
    );
    return { days: rows.map(({ days }) => days), people: rows[0]?.people ?? 0 };
  };
  const confirmed = async (code: string, at: string, more: object = {}) => {
    const made = await propose(ground.aoba, code, [at], more);
    const { one } = await shown(ground.partner, code);
    await ground.partner.call('appointments.confirm', {
      appointmentId: made.id,
      version: 0,
      bookingId: one.times[0]!.id,
    });
    return made;
  };
  const dayBefore = (at: string, days: number) =>
    new Date(Date.parse(at) - days * 24 * HOUR + HOUR / 2);

  it('a follow-up is proposed, in person or by video; the case stays open until it is over, and all are reminded of it once a week and once a day before', async () => {
    fresh();
    const { code, id } = await acceptedCase(ground.aoba, 'aoba');
    const visit = await confirmed(code, morning());
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET state = 'discharged' WHERE id = ${id}`,
    );
    const after = new Date(morning(3));
    for (let weeks = 0; weeks < 3; weeks += 1) fresh();
    const next = morning();
    // What was agreed on before is not over yet.
    const early = await refusal(propose(ground.aoba, code, [next]));
    expect(early.code).toBe('APPOINTMENT_OPEN');
    await atMoment(ground, after, async () => {
      const page = await ground.aoba.call('appointments.ofCase', { code });
      expect(page).toMatchObject({ followUp: true, rights: { propose: true, cancel: false } });
      expect(page.appointments[0]).toMatchObject({ id: visit.id, kind: 'visit', state: 'held' });
      const free = await ground.aoba.call('appointments.slots', { code, ...needs });
      expect(free.followUp).toBe(true);
      expect(free.departments.map(({ specialty }) => specialty)).toContain(needs.department);
      await confirmed(code, next, { mode: 'online' });
      const { one } = await shown(ground.partner, code);
      expect(one).toMatchObject({ kind: 'followUp', mode: 'online', state: 'confirmed' });
      const { version } = await standing(ground, code);
      const closing = await refusal(ground.partner.call('referrals.close', { code, version }));
      expect(closing.issues.map(({ path }) => path)).toEqual(['returnSummary', 'followUpAhead']);
      await summarised(ground, ground.aoba, code);
      // All that is missing is where to meet, which the hospital says.
      expect(await turns(code)).toEqual({ hospital: 'meeting' });
    });
    await meets(code, id, after);
    for (const days of [8, 7, 7, 1, 1]) {
      await atMoment(ground, dayBefore(next, days), () => remindOfAppointments(ground.database));
    }
    const told = await reminders(id);
    expect(told.days).toEqual(['7', '1']);
    expect(told.people).toBeGreaterThan(2);
    await atMoment(ground, new Date(Date.parse(next) + 2 * HOUR), async () => {
      // Its time is over: there is nowhere to meet any more.
      const late = await refusal(ground.partner.call('appointments.meeting', { code }));
      expect(late.kind).toBe('notFound');
      await lapseProposals(ground.database);
      const left = await asTheOwner(ground, (sql) => sql`SELECT 1 FROM appointment_link`);
      expect(left).toEqual([]);
      const { version } = await standing(ground, code);
      expect(await turns(code)).toEqual({ sender: 'conclude', officer: 'conclude' });
      await ground.partner.call('referrals.close', { code, version });
      expect(await turns(code)).toEqual({});
    });
  });

  it('what stands beside a case waits for whoever goes on with it, from the acceptance to the closing', async () => {
    fresh();
    const { code, offers } = await offeredCase(ground, { mark: MARK, to: ['aoba', 'shiomi'] });
    const offerId = offers.aoba!.id;
    const asked = { offerId, text: 'Is a recent echo there?' };
    const { questionId } = await ground.aoba.call('referrals.askQuestion', asked);
    expect(await turns(code)).toEqual({ sender: null, officer: null, hospital: null });
    await ground.partner.call('referrals.answerQuestion', { code, questionId, answer: 'Yes.' });
    expect(await turns(code)).toEqual({ hospital: null });
    const now = await standing(ground, code);
    await ground.aoba.call('referrals.accept', acceptance(now.offers.aoba!));

    // The officer has the case on the list until its dates are set.
    const officer = null;
    const written = { yenPerPoint: 30, taxPercent: 10, depositYen: 0, validUntil: dayAhead(400) };
    const line = {
      kind: 'treatment' as const,
      ja: '手術',
      en: 'Surgery',
      low: 30_000,
      high: 40_000,
    };
    expect(await turns(code)).toEqual({ hospital: 'estimate', officer });
    const draft = await ground.aoba.call('estimates.saveDraft', {
      code,
      version: null,
      ...written,
      words: { lines: [line] },
    });
    const estimateId = draft.id;
    const issued = await ground.aoba.call('estimates.issue', {
      estimateId,
      version: draft.version,
    });
    expect(await turns(code)).toEqual({ sender: 'answerEstimate', officer });
    await ground.partner.call('estimates.accept', { estimateId, version: issued.version });
    expect(await turns(code)).toEqual({ hospital: 'dates', officer });
    const made = await propose(ground.aoba, code, [morning()]);
    expect(await turns(code)).toEqual({ sender: 'confirmTime', officer });
    const { one } = await shown(ground.partner, code);
    const bookingId = one.times[0]!.id;
    await ground.partner.call('appointments.confirm', {
      appointmentId: made.id,
      version: 0,
      bookingId,
    });
    expect(await turns(code)).toEqual({ hospital: 'dates', officer });

    const on = morning().slice(0, 10);
    const step = async () => ({ code, version: (await standing(ground, code)).version });
    const { department } = needs;
    await ground.aoba.call('referrals.schedule', { ...(await step()), department, startsOn: on });
    expect(await turns(code)).toEqual({});
    await atMoment(ground, new Date(morning()), async () => {
      expect(await turns(code)).toEqual({ hospital: 'arrival' });
      await ground.aoba.call('referrals.arrive', { ...(await step()), on });
      expect(await turns(code)).toEqual({ hospital: 'admission' });
      await ground.partner.call('referrals.requestCancel', { ...(await step()), reason: 'other' });
      expect(await turns(code)).toEqual({ officer });
      await ground.officer.call('referrals.keep', await step());
      await ground.aoba.call('referrals.admit', { ...(await step()), on });
      expect(await turns(code)).toEqual({});
      await ground.aoba.call('referrals.discharge', { ...(await step()), on });
      expect(await turns(code)).toEqual({ hospital: 'summary' });
      const said = { diagnosis: 'D', treatment: 'T', medication: 'M', followUp: 'F' };
      const both = { code, version: null, words: { ja: said, en: said } };
      const { version } = await ground.aoba.call('summaries.save', both);
      await ground.aoba.call('summaries.issue', { code, version });
      expect(await turns(code)).toEqual({ sender: 'readSummary' });
      await ground.partner.call('summaries.review', { code });
      expect(await turns(code)).toEqual({ sender: 'conclude', officer: 'conclude' });
      await ground.partner.call('referrals.close', await step());
      expect(await turns(code)).toEqual({});
    });
  });

  /** Where both sides meet is sealed, told to them alone, each read recorded, and gone once it is over. */
  async function meets(code: string, referralId: string, now: Date) {
    const room = { url: `https://meet.aoba.example/${MARK}`, note: `Ask for ${MARK}` };
    const meeting = (who: Someone) => who.call('appointments.meeting', { code });
    const kept = async () =>
      (await asTheOwner(ground, (sql) => sql`SELECT sealed FROM appointment_link`)).length;
    const linkOf = async (who: Someone) =>
      (await who.call('appointments.ofCase', { code })).meeting;
    await atMoment(ground, now, async () => {
      const { appointmentId, version, link } = await meeting(ground.aoba);
      expect(link).toBeNull();
      const said = { appointmentId, version, ...room };
      for (const who of [ground.partner, ground.officer, ground.shiomi, ground.otherPartner]) {
        expect(['notFound', 'forbidden']).toContain(
          (await refusal(who.call('appointments.arrange', said))).kind,
        );
      }
      const open = ground.aoba.call('appointments.arrange', {
        ...said,
        url: 'http://meet.example',
      });
      expect((await refusal(open)).issues[0]!.path).toBe('url');
      await ground.aoba.call('appointments.arrange', said);
      expect((await meeting(ground.partner)).link).toEqual(room);
      expect(await linkOf(ground.partner)).toEqual({ said: true, arranges: false });
      expect(await linkOf(ground.officer)).toBeNull();
      for (const who of [ground.officer, ground.shiomi, ground.otherPartner, ground.otherStaff]) {
        expect(['notFound', 'forbidden']).toContain((await refusal(meeting(who))).kind);
      }
      const left = await asTheOwner(ground, async (sql) => [
        await sql`SELECT * FROM notification WHERE subject_id = ${referralId}`,
        await sql`SELECT * FROM outbox_mail`,
        await sql`SELECT * FROM referral_event WHERE referral_id = ${referralId}`,
        await sql`SELECT sealed::text FROM appointment_link`,
        await sql`SELECT chain FROM audit WHERE body->>'action' = 'appointment.join' AND body->>'outcome' = 'allow'`,
        await sql`SELECT body FROM audit WHERE body->>'action' LIKE 'appointment.%'`,
      ]);
      expect(JSON.stringify(left)).not.toContain(MARK);
      expect(left[4]).toEqual([{ chain: 'patient' }, { chain: 'patient' }]);
      expect(await kept()).toBe(1);
      expect(await turns(code)).toEqual({});
    });
  }

  it('before it, an appointment is in person', async () => {
    fresh();
    const { code } = await acceptedCase(ground.aoba, 'aoba');
    const online = await refusal(propose(ground.aoba, code, [morning()], { mode: 'online' }));
    expect(online.issues).toEqual([{ path: 'mode', message: 'invalid' }]);
  });
});

describe('what leaves the case', () => {
  it('calendar file, notices, mails, timeline and live events of an appointment know no patient', async () => {
    fresh();
    const { code, id: referralId } = await acceptedCase(ground.aoba, 'aoba');
    const made = await propose(ground.aoba, code, [morning()]);
    const { one } = await shown(ground.partner, code);
    await ground.partner.call('appointments.confirm', {
      appointmentId: made.id,
      version: 0,
      bookingId: one.times[0]!.id,
    });
    const file = await ground.partner.call('appointments.calendar', { appointmentId: made.id });
    expect(file.calendar).toMatch(/DTSTART:\d{8}T010000Z/);
    expect(file.calendar).toContain('STATUS:CONFIRMED');
    const said = await asTheOwner(ground, async (sql) => [
      await sql`SELECT * FROM notification WHERE subject_id = ${referralId}`,
      await sql`SELECT * FROM outbox_mail`,
      await sql`SELECT * FROM referral_event WHERE referral_id = ${referralId} AND type LIKE 'appointment%'`,
      await sql`SELECT * FROM channel_event WHERE type LIKE 'case.appointment%'`,
      await sql`SELECT * FROM appointment WHERE id = ${made.id}`,
    ]);
    expect(said.every((rows, i) => i === 1 || rows.length > 0)).toBe(true);
    expect(JSON.stringify([file, said])).not.toMatch(new RegExp(`${MARK}|aortic|大動脈`, 'i'));
    const page = await ground.aoba.call('referrals.casePage', { code });
    expect(JSON.stringify(page)).toContain('appointmentConfirmed');
  });
});

describe('what a hospital has to be booked', () => {
  const everyDay = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', until: '17:00' }));
  const room = (name: string, more: object = {}) => ({
    orgId: orgOf('aoba').id,
    kind: 'room' as const,
    name: { ja: name, en: '' },
    hours: everyDay,
    holidays: true,
    beforeMinutes: 0,
    afterMinutes: 15,
    ...more,
  });
  const listOf = async (who = ground.aoba) =>
    (await who.call('resources.list', { slug: 'aoba' })).resources;
  const one = async (id: string, who = ground.aoba) =>
    (await listOf(who)).find((each) => each.id === id)!;
  const weekOf = async (resourceId: string, who: Someone) =>
    (
      await who.call('resources.calendar', { resourceId, from: morning().slice(0, 10) })
    ).days.flatMap(({ bookings }) => bookings);

  it('is taken with an appointment, is free to nobody else, and its calendar says what for only to whom may see the case', async () => {
    fresh();
    const { resourceId } = await ground.aoba.call('resources.add', room('処置室'));
    const [first, second] = [
      await acceptedCase(ground.aoba, 'aoba'),
      await acceptedCase(ground.aoba, 'aoba'),
    ];
    const also = [resourceId];
    const asked = { ...needs, also, from: morning().slice(0, 10) };
    const before = await ground.aoba.call('appointments.slots', { code: first.code, ...asked });
    expect(before.also).toContainEqual(expect.objectContaining({ id: resourceId, asked: true }));
    expect(before.slots.map(({ startsAt }) => startsAt)).toContain(morning());
    const made = await propose(ground.aoba, first.code, [morning()], { also });
    expect(await taken(made.id)).toBe(3);

    // The room is the only thing that the second wants of the first.
    const other = { department: 'cardiology', interpreter: null, also };
    const late = await refusal(propose(ground.aoba, second.code, [morning()], other));
    expect(late).toMatchObject({ code: 'SLOT_TAKEN', changes: [{ name: { ja: '処置室' } }] });
    const after = await ground.aoba.call('appointments.slots', {
      code: second.code,
      minutes: 60,
      ...other,
      from: morning().slice(0, 10),
    });
    const free = after.slots.map(({ startsAt }) => startsAt);
    // A quarter of an hour is kept after the first.
    expect(free).not.toContain(morning(1));
    expect(free).toContain(morning(2));

    const [own] = await weekOf(resourceId, ground.aoba);
    expect(own).toMatchObject({
      state: 'held',
      startsAt: morning(),
      takenUntil: morning(1.25),
      appointment: { code: first.code, kind: 'visit' },
    });
    expect(own!.others).toContainEqual(
      expect.objectContaining({ kind: 'interpreter', org: expect.anything() }),
    );
    const [desk] = await weekOf(resourceId, ground.otherStaff);
    expect(desk).toMatchObject({ startsAt: morning(), appointment: null });
    const { lines } = await ground.aoba.call('resources.history', { resourceId });
    expect(lines.find(({ act }) => act === 'booked')).toMatchObject({
      booking: { startsAt: morning(), appointment: { code: first.code } },
      who: { kind: 'person' },
    });
    const told = await ground.otherStaff.call('resources.history', { resourceId });
    expect(told.lines.find(({ act }) => act === 'booked')!.booking!.appointment).toBeNull();
    for (const who of [ground.shiomi, ground.partner]) {
      expect((await refusal(weekOf(resourceId, who))).kind).toBe('notFound');
      expect((await refusal(listOf(who))).kind).toBe('notFound');
    }
    const strangers = await refusal(
      propose(ground.aoba, second.code, [morning(4)], { also: [made.id] }),
    );
    expect(strangers.issues).toEqual([{ path: 'also', message: 'unknownRecord' }]);
  });

  it('is renamed and opened at other hours on the version seen; departments keep their name and stay', async () => {
    const { resourceId } = await ground.aoba.call('resources.add', room('面談室'));
    const change = (version: number, more: object = {}) =>
      ground.aoba.call('resources.change', {
        resourceId,
        version,
        name: { ja: '面談室', en: 'Talk' },
        hours: [
          { day: 1, from: '09:00', until: '12:00' },
          { day: 1, from: '13:00', until: '16:00' },
        ],
        holidays: false,
        beforeMinutes: 5,
        afterMinutes: 5,
        ...more,
      });
    await change(0);
    expect((await refusal(change(0))).code).toBe('STALE_VERSION');
    expect(await one(resourceId)).toMatchObject({ version: 1, holidays: null, beforeMinutes: 5 });
    const crossed = [
      { day: 1, from: '09:00', until: '13:00' },
      { day: 1, from: '12:00', until: '16:00' },
    ];
    expect((await refusal(change(1, { hours: crossed }))).issues[0]).toMatchObject({
      path: 'hours',
      message: 'hoursOutOfOrder',
    });
    expect((await refusal(change(1, { hours: [] }))).issues[0]!.message).toBe('required');
    // Up to six spans a day.
    const spans = (count: number) =>
      Array.from({ length: count }, (_each, at) => ({
        day: 2,
        from: `${String(8 + at).padStart(2, '0')}:00`,
        until: `${String(8 + at).padStart(2, '0')}:45`,
      }));
    const more = await refusal(change(1, { hours: spans(7) }));
    expect(more.issues[0]).toMatchObject({ path: 'hours', message: 'tooManySpans' });
    await change(1, { hours: spans(6) });
    expect((await one(resourceId)).hours).toHaveLength(6);
    // Who did it and what; another organisation reads the part alone, and strangers nothing.
    const historyFor = async (who: Someone) =>
      (await who.call('resources.history', { resourceId })).lines;
    const own = await historyFor(ground.aoba);
    expect(own.map(({ act, changed }) => [act, changed])).toEqual([
      ['change', ['hours']],
      ['change', ['name', 'hours', 'holidays', 'beforeMinutes', 'afterMinutes']],
      ['add', []],
    ]);
    expect(own[0]!.who).toMatchObject({ kind: 'person' });
    expect((await historyFor(ground.otherStaff))[0]!.who).toEqual({ kind: 'part', part: 'holder' });
    for (const who of [ground.shiomi, ground.partner]) {
      expect((await refusal(historyFor(who))).kind).toBe('notFound');
    }

    const cardiology = (await listOf()).find(({ code }) => code === 'cardiology')!;
    const ofDepartment = { resourceId: cardiology.id, version: cardiology.version };
    expect((await refusal(change(cardiology.version, ofDepartment))).issues[0]!.path).toBe('name');
    const closing = ground.aoba.call('resources.retire', { ...ofDepartment, ahead: 0 });
    expect((await refusal(closing)).kind).toBe('notFound');
    const nobodys = ground.aoba.call('resources.add', room('通訳', { kind: 'interpreter' }));
    expect((await refusal(nobodys)).issues[0]).toEqual({ path: 'language', message: 'required' });
    const foreign = ground.shiomi.call('resources.add', room('他院の部屋'));
    expect((await refusal(foreign)).kind).toBe('forbidden');
  });

  it('is taken out of use by whoever saw what lies ahead: that stays, nothing new is booked, and it comes back', async () => {
    fresh();
    const { code } = await acceptedCase(ground.aoba, 'aoba');
    const { resourceId } = await ground.aoba.call('resources.add', room('採血室'));
    const made = await propose(ground.aoba, code, [morning()], { also: [resourceId] });
    const retire = (ahead: number) =>
      ground.aoba.call('resources.retire', { resourceId, version: 0, ahead });
    expect((await refusal(retire(0))).code).toBe('STALE_VERSION');
    const seen = await ground.aoba.call('resources.ahead', { resourceId });
    expect(seen).toMatchObject({ ahead: 1, bookings: [{ startsAt: morning() }] });
    await retire(1);
    expect(await taken(made.id)).toBe(3);
    expect(await one(resourceId)).toMatchObject({ ahead: 1, retired: expect.any(String) });
    await ground.partner.call('appointments.cancel', {
      appointmentId: made.id,
      version: 0,
      reason: 'travel',
    });
    const again = propose(ground.aoba, code, [morning()], { also: [resourceId] });
    expect((await refusal(again)).issues[0]!.path).toBe('also');
    await ground.aoba.call('resources.takeUp', { resourceId, version: 1 });
    expect(await one(resourceId)).toMatchObject({ ahead: 0, retired: null });
    await propose(ground.aoba, code, [morning()], { also: [resourceId] });
  });
});
