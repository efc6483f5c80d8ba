import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import {
  ACTIVE_MEMBERSHIPS,
  audience,
  can,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  visible,
} from '#server/platform/access/access.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { remindSilent } from '#server/referrals/index.ts';
import { candidacy, referral } from '#server/referrals/access.ts';
import { businessMinutes } from '#server/referrals/rules/answer-clock.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  atMoment,
  offeredCase,
  referralsGround,
  refusal,
  type Ground,
} from './referrals-ground.ts';

const AOBA = orgOf('aoba').id;
const [MORI, TSUJI, HAYASHI] = [personOf('mori').id, personOf('tsuji').id, personOf('hayashi').id];
const DOCTOR = 'doctor@aoba.example';

let ground: Ground;
let representative: Someone;
beforeAll(async () => {
  ground = await referralsGround();
  representative = await ground.as('representative@aoba.example', 'aoba');
  await asTheOwner(ground, async (own) => {
    // The demo's own cases have clocks of their own, and its rota is not this test's.
    await own`UPDATE offer SET reminded = 90`;
    await own`DELETE FROM deputyship`;
    await own`DELETE FROM duty_weekday`;
  });
});
afterAll(() => ground.close());

const dayIn = (days: number) =>
  new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const deputy = () => ground.as(DOCTOR, 'aoba');
const page = (who: Someone) => who.call('duty.page', { slug: 'aoba' });

function name(by: Someone, from: number, to: number, more: object = {}) {
  return by.call('duty.nameDeputy', {
    orgId: AOBA,
    absentId: MORI,
    deputyId: TSUJI,
    from: dayIn(from),
    to: dayIn(to),
    ...more,
  });
}

/** What a person may, what their list has and whom a broadcast reaches: of one case and its offer. */
async function threeAnswers(who: Someone, caseId: string, offerId: string) {
  return transaction(ground.database, {}, async (tx) => {
    const row = (await referral.find(tx, caseId))!;
    const offer = (await candidacy.find(tx, offerId))!;
    const listed = await tx.query(
      sql`SELECT 1 FROM referral r WHERE r.id = ${caseId} AND ${visible(who.actor, 'referral.viewDeid', referral)}`,
    );
    const reached = await tx.query(sql`
      SELECT 1 FROM ${ACTIVE_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE}
         AND m.person_id = ${who.actor.personId} AND m.org_id = ${who.actor.orgId}
         AND ${audience('referral.accept', candidacy, offer)}`);
    return [
      can(who.actor, 'referral.viewDeid', referral, row),
      listed.count === 1,
      reached.count === 1,
    ];
  });
}

async function toldOf(type: string, since: Date): Promise<string[]> {
  const { rows } = await ground.run(
    `SELECT p.email FROM notification n JOIN person p ON p.id = n.person_id
      WHERE n.type = $1 AND n.at >= $2 ORDER BY 1`,
    [type, since],
  );
  return rows.map((row: any) => row.email);
}

describe('a deputy', () => {
  it('has the coordinator’s role from the first day of Japan to the last, in gate, list and audience alike', async () => {
    const { id, offers } = await offeredCase(ground, { mark: 'Days' });
    const { deputyshipId } = await name(ground.aoba, 2, 3);
    const midnight = (days: number, ms = 0) =>
      new Date(Date.parse(`${dayIn(days)}T00:00:00+09:00`) + ms);
    for (const [moment, holds] of [
      [midnight(2, -1), false],
      [midnight(2), true],
      [midnight(4, -1), true],
      [midnight(4), false],
    ] as const) {
      const answers = await atMoment(ground, moment, async () =>
        threeAnswers(await deputy(), id, offers.aoba!.id),
      );
      expect(answers, moment.toISOString()).toEqual([holds, holds, holds]);
    }
    await representative.call('duty.endDeputyship', { deputyshipId });
  });

  it('accepts while the coordinator is away, and the audit says for whom; ended, the case is closed to them', async () => {
    const { code, offers } = await offeredCase(ground, { mark: 'Away' });
    const before = await deputy();
    expect((await refusal(before.call('referrals.accept', acceptance(offers.aoba!)))).kind).toBe(
      'notFound',
    );
    const { deputyshipId } = await name(representative, 0, 0);
    const doctor = await deputy();
    expect(doctor.actor.deputyFor).toBe(MORI);
    await doctor.call('referrals.accept', acceptance(offers.aoba!));
    await doctor.call('referrals.identity', { code });
    const { rows } = await ground.run(
      `SELECT body->>'useCase' AS act, body->>'deputyFor' AS "for"
         FROM (SELECT body FROM audit UNION ALL SELECT body FROM audit_pending) a
        WHERE body->>'person' = $1 AND body->>'outcome' = 'allow'
          AND body->>'action' IN ('referral.accept', 'referral.viewIdentifying') ORDER BY 1`,
      [TSUJI],
    );
    expect(rows).toEqual([
      { act: 'referrals.accept', for: MORI },
      { act: 'referrals.identity', for: MORI },
    ]);
    const { lines } = await ground.aoba.call('privacy.accessLog', { code });
    expect(lines.find(({ part }) => part === 'identity')?.who).toMatchObject({
      id: TSUJI,
      deputyFor: { lang: 'ja' },
    });
    const sender = await ground.partner.call('privacy.accessLog', { code });
    expect(sender.lines.find(({ part }) => part === 'identity')?.who.kind).toBe('organisation');
    await ground.aoba.call('duty.endDeputyship', { deputyshipId });
    const after = await deputy();
    expect(after.actor.deputyFor).toBeNull();
    expect((await refusal(after.call('referrals.identity', { code }))).kind).toBe('notFound');
    const again = await refusal(ground.aoba.call('duty.endDeputyship', { deputyshipId }));
    expect(again.code).toBe('STATE_CHANGED');
  });

  it('names nobody and ends nobody; neither does a colleague, another hospital or a partner', async () => {
    const { deputyshipId } = await name(ground.aoba, 0, 0);
    const doctor = await deputy();
    const more = { absentId: MORI, deputyId: HAYASHI };
    expect((await refusal(name(doctor, 5, 6, more))).code).toBe('DEPUTY_NAMES_NOBODY');
    const own = doctor.call('duty.endDeputyship', { deputyshipId });
    expect((await refusal(own)).code).toBe('DEPUTY_NAMES_NOBODY');
    expect((await page(doctor)).names).toBe(false);
    const billing = await ground.as('billing@aoba.example');
    expect((await page(billing)).tends).toBe(false);
    for (const who of [billing, ground.shiomi, ground.partner]) {
      for (const call of [
        () => name(who, 5, 6),
        () => who.call('duty.endDeputyship', { deputyshipId }),
      ]) {
        expect(['forbidden', 'notFound', 'invalid']).toContain((await refusal(call())).kind);
      }
    }
    expect((await refusal(page(ground.shiomi))).kind).toBe('notFound');
    await ground.aoba.call('duty.endDeputyship', { deputyshipId });
  });

  it('is one on each day: of two named at once for the same days the second is refused', async () => {
    const ends = await Promise.allSettled([
      name(ground.aoba, 20, 25),
      name(representative, 25, 27, { deputyId: HAYASHI }),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = ends.find((end) => end.status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ kind: 'conflict', code: 'DEPUTY_NAMED_ALREADY' });
    const faults = async (call: Promise<unknown>) =>
      (await refusal(call)).issues.map(({ path, message }) => `${path} ${message}`);
    expect(await faults(name(ground.aoba, -1, 1))).toEqual(['from inThePast']);
    expect(await faults(name(ground.aoba, 367, 368))).toEqual(['from tooFar']);
    expect(await faults(name(ground.aoba, 40, 39))).toEqual(['to endsBeforeItBegins']);
    expect(await faults(name(ground.aoba, 40, 140))).toEqual(['to tooLongAway']);
    expect(await faults(name(ground.aoba, 40, 41, { deputyId: MORI }))).toEqual([
      'deputyId samePerson',
    ]);
    expect(await faults(name(ground.aoba, 40, 41, { absentId: TSUJI, deputyId: MORI }))).toEqual([
      'absentId noCoordinator',
    ]);
  });

  it('is named with a fresh second factor by whoever has one: the role opens identities', async () => {
    const given = (hoursAgo: number) => ({
      ...ground.aoba.actor,
      hasFactor: true,
      factorAt: new Date(Date.now() - hoursAgo * 3_600_000),
    });
    const naming = (hoursAgo: number) =>
      ground.kernel.execute(
        'duty.nameDeputy',
        { orgId: AOBA, absentId: MORI, deputyId: TSUJI, from: dayIn(70), to: dayIn(71) },
        { actor: given(hoursAgo), door: 'web', requestId: 'f' },
      );
    expect((await refusal(naming(13))).code).toBe('STEP_UP_NEEDED');
    const { deputyshipId } = (await naming(1)) as { deputyshipId: string };
    await ground.aoba.call('duty.endDeputyship', { deputyshipId });
  });

  it('is none any more when the coordinator’s own role ends', async () => {
    const { deputyshipId } = await name(ground.aoba, 0, 0);
    const rolesOf = (roles: string[]) =>
      asTheOwner(
        ground,
        (own) =>
          own`UPDATE membership SET roles = string_to_array(${roles.join()}, ',') WHERE person_id = ${MORI} AND org_id = ${AOBA}`,
      );
    await rolesOf(['member']);
    expect((await deputy()).actor.roles).toEqual(['hospital']);
    await rolesOf(['hospitalCoordinator', 'member']);
    expect((await deputy()).actor.roles).toContain('hospitalCoordinator');
    await ground.aoba.call('duty.endDeputyship', { deputyshipId });
  });
});

describe('the duty rota', () => {
  const NOBODY = {
    monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [],
  }; // prettier-ignore
  const everyDay = (personIds: string[]) =>
    Object.fromEntries(Object.keys(NOBODY).map((day) => [day, personIds])) as Record<
      keyof typeof NOBODY,
      string[]
    >;
  const setWeek = async (by: Someone, week: Record<keyof typeof NOBODY, string[]>) =>
    by.call('duty.setWeek', { orgId: AOBA, version: (await page(by)).version, ...week });

  beforeAll(async () => {
    // A second coordinator, so that being on duty makes a difference.
    await asTheOwner(
      ground,
      (own) => own`UPDATE membership SET roles = ARRAY['representative', 'hospitalCoordinator']
        WHERE person_id = ${HAYASHI} AND org_id = ${AOBA}`,
    );
    representative = await ground.as('representative@aoba.example', 'aoba');
  });

  it('says who hears of a request: who is on duty, a deputy for whoever is away, else every coordinator', async () => {
    const offered = async (mark: string) => {
      const since = new Date();
      await offeredCase(ground, { mark, to: ['aoba'] });
      return toldOf('referral.offered', since);
    };
    await setWeek(representative, NOBODY);
    expect(await offered('All')).toEqual([
      'coordinator@aoba.example',
      'representative@aoba.example',
    ]);
    await setWeek(representative, everyDay([MORI]));
    expect(await offered('One')).toEqual(['coordinator@aoba.example']);
    expect((await page(ground.aoba)).told).toEqual([{ id: MORI, forId: null }]);

    const { deputyshipId } = await name(ground.aoba, 0, 0);
    expect(await offered('Deputy')).toEqual([DOCTOR]);
    const [today, tomorrow] = (await page(ground.aoba)).ahead;
    expect(today!.people).toEqual([{ id: TSUJI, forId: MORI }]);
    expect(tomorrow!.people).toEqual([{ id: MORI, forId: null }]);
    await ground.aoba.call('duty.endDeputyship', { deputyshipId });

    const { version } = await page(ground.aoba);
    const day = { orgId: AOBA, day: dayIn(0) };
    await ground.aoba.call('duty.setDay', { ...day, version, personIds: [HAYASHI] });
    expect(await offered('Day')).toEqual(['representative@aoba.example']);
    await ground.aoba.call('duty.setDay', { ...day, version: version + 1, personIds: [] });
    expect((await page(ground.aoba)).days).toEqual([]);
  });

  it('says too who hears of an answer to a question, and of the visa', async () => {
    await setWeek(representative, everyDay([MORI]));
    const heard = async (type: string, since: Date) =>
      (await toldOf(type, since)).filter((email) => email.endsWith('@aoba.example'));
    const { code, offers } = await offeredCase(ground, { mark: 'Heard', to: ['aoba'] });
    const offerId = offers.aoba!.id;
    const { questionId } = await ground.aoba.call('referrals.askQuestion', {
      offerId,
      text: 'Which drug?',
    });
    const since = new Date();
    await ground.officer.call('referrals.answerQuestion', {
      code,
      questionId,
      answer: 'Aspirin',
    });
    expect(await heard('referral.questionAnswered', since)).toEqual(['coordinator@aoba.example']);

    await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    await ground.officer.call('visa.savePlan', {
      code,
      version: null,
      way: 'none',
      inpatient: true,
      companions: 0,
      arrivesOn: dayIn(30),
      leavesOn: dayIn(40),
    });
    expect(await heard('referral.visaPlanned', since)).toEqual(['coordinator@aoba.example']);
  });

  it('has only coordinators in it, and of two who change it at once one is told to look again', async () => {
    const wrong = await refusal(setWeek(ground.aoba, { ...NOBODY, friday: [TSUJI] }));
    expect(wrong.issues).toEqual([{ path: 'friday', message: 'noCoordinator' }]);
    const ends = await Promise.allSettled([
      setWeek(ground.aoba, everyDay([MORI])),
      setWeek(representative, everyDay([HAYASHI])),
    ]);
    const refused = ends.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => reason.code)).toEqual(['STALE_VERSION']);
    const past = ground.aoba.call('duty.setDay', {
      orgId: AOBA,
      version: (await page(ground.aoba)).version,
      day: dayIn(-1),
      personIds: [MORI],
    });
    expect((await refusal(past)).issues).toEqual([{ path: 'day', message: 'inThePast' }]);
  });

  it('is followed by the silence of a hospital: on duty, then everybody and the representative, then the officer once', async () => {
    await setWeek(representative, everyDay([MORI]));
    await asTheOwner(
      ground,
      (own) => own`UPDATE membership SET roles = ARRAY['representative']
        WHERE person_id = ${HAYASHI} AND org_id = ${AOBA}`,
    );
    await asTheOwner(ground, (own) => own`UPDATE offer SET reminded = 90`);
    const { code } = await offeredCase(ground, { mark: 'Silent', to: ['aoba', 'shiomi'] });
    const { rows } = await ground.run(
      'SELECT clock_from AS "from", answer_deadline AS deadline FROM referral WHERE code = $1',
      [code],
    );
    const { from, deadline } = rows[0] as { from: Date; deadline: Date };
    const at = (share: number) => {
      let time = from.getTime();
      const wanted = (businessMinutes(from, deadline) * share) / 100;
      while (businessMinutes(from, new Date(time)) < wanted) time += 60_000;
      return new Date(time);
    };
    const told = async (share: number) => {
      const moment = at(share);
      await atMoment(ground, moment, () => remindSilent(ground.database));
      return {
        unopened: await toldOf('referral.unopened', moment),
        unanswered: await toldOf('referral.unanswered', moment),
        officer: await toldOf('referral.hospitalSilent', moment),
      };
    };
    const none = { unopened: [], unanswered: [], officer: [] };
    const representatives = ['otsuki@shiomi.example', 'representative@aoba.example'];
    expect(await told(26)).toEqual(none);
    expect(await told(51)).toEqual({ ...none, unopened: representatives });
    expect(await told(91)).toEqual({
      ...none,
      unanswered: representatives,
      officer: ['officer@mej.example'],
    });
    // Whoever may not see the case learns that the hospital is silent, and nothing of the case.
    const { rows: notices } = await ground.run(
      `SELECT subject_kind AS kind, facts FROM notification WHERE type IN ('referral.unopened', 'referral.unanswered')`,
      [],
    );
    expect(notices.length).toBe(4);
    for (const notice of notices) expect(notice).toEqual({ kind: 'dutyRota', facts: {} });
  });
});
