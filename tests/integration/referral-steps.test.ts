import { orgOf } from '#prisma/seed/cast.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grants } from '#server/platform/access/access.ts';
import { REFERRAL_STATES, type ReferralState } from '#server/platform/access/matrix.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { settleGrants } from '#server/referrals/cases.ts';
import { REQUIREMENTS } from '#server/referrals/requirements.ts';
import { CARE_STATES } from '#server/referrals/rules/disclosure.ts';
import { TRANSITIONS, transition, type Transition } from '#server/referrals/rules/states.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  agreedEstimate,
  asTheOwner,
  casePage,
  completeDraft,
  dayAhead,
  FACTS,
  type Ground,
  identityWith,
  type Offered,
  offeredCase,
  referralsGround,
  refusal,
  reviewedCase,
  standing,
  summarised,
} from './referrals-ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

const REASON: Record<string, string> = {
  returnCase: 'other',
  cancel: 'other',
  requestCancel: 'other',
  confirmCancel: 'other',
  release: 'other',
  chooseNone: 'other',
  referOnward: 'other',
  enterInError: 'test',
};

/** What a step's command is given, complete and well formed. */
function inputFor(act: string, of: Offered, version: number): object {
  const base = { code: of.code, version };
  if (act === 'accept') return acceptance(of.offers.aoba!);
  if (act === 'broadcast') {
    return { ...base, mode: 'COLLECT', urgency: 'soon', orgIds: [ground.aoba.actor.orgId] };
  }
  if (act === 'reassign') return { ...base, to: ground.otherStaff.actor.personId };
  if (act === 'choose') return { ...base, orgId: ground.aoba.actor.orgId, answerVersion: 0 };
  if (act === 'schedule') {
    return { ...base, department: 'cardiovascular-surgery', startsOn: dayAhead(30) };
  }
  if (['arrive', 'admit', 'discharge'].includes(act)) return { ...base, on: dayAhead(-1) };
  if (act === 'returnCase') return { ...base, reason: REASON[act], advice: 'Again' };
  const onward = act === 'referOnward' ? { to: 'outside', destination: 'Elsewhere' } : {};
  return { ...base, ...onward, ...(REASON[act] ? { reason: REASON[act] } : {}) };
}

describe('every step of the table, by everybody, in every state that it does not start from', () => {
  let of: Offered;
  let people: Record<string, Someone>;
  const steps = TRANSITIONS.filter((step) => step.useCase && step.gate);

  beforeAll(async () => {
    of = await offeredCase(ground, { mark: 'Steps' });
    people = {
      partner: ground.partner,
      officer: ground.officer,
      'the hospital': ground.aoba,
      'a hospital that lost': ground.shiomi,
      'never asked': ground.kaedeno,
      'other staff': ground.otherStaff,
      administrator: await ground.as('admin@mej.example'),
      'another partner': ground.otherPartner,
      'a doctor': await ground.as('doctor@aoba.example', 'aoba'),
      society: await ground.as('society@aozora.example'),
      visitor: ground.visitor(),
    };
  });

  async function bringTo(state: ReferralState) {
    const inCare = (CARE_STATES as readonly string[]).includes(state);
    const status = inCare ? 'accepted' : state === 'broadcasting' ? 'viewed' : 'withdrawn';
    const other = inCare ? 'notSelected' : status;
    await asTheOwner(ground, async (sql) => {
      await sql`UPDATE referral SET state = ${state}, accepted_offer_id = ${inCare ? of.offers.aoba!.id : null},
        accepted_org_id = ${inCare ? ground.aoba.actor.orgId : null} WHERE id = ${of.id}`;
      await sql`UPDATE offer SET status = ${other} WHERE referral_id = ${of.id} AND id <> ${of.offers.aoba!.id}`;
      await sql`UPDATE offer SET status = ${status} WHERE id = ${of.offers.aoba!.id}`;
    });
    await transaction(ground.database, {}, (tx) => settleGrants(tx, of.id));
  }

  /** What each person may know of the case in this state, without asking the code. */
  function knows(name: string, state: ReferralState): boolean {
    const inCare = (CARE_STATES as readonly string[]).includes(state);
    if (['partner', 'officer', 'other staff', 'administrator'].includes(name)) return true;
    if (name === 'the hospital') return inCare || state === 'broadcasting';
    return name === 'a hospital that lost' && state === 'broadcasting';
  }

  /** Whose step it is: the relation that each of them has to the case. */
  function isTheirs(name: string, step: Transition, state: ReferralState): boolean {
    const inCare = (CARE_STATES as readonly string[]).includes(state);
    const has: Record<string, [Parameters<typeof grants>[0], string[]]> = {
      partner: ['partner', ['R']],
      officer: ['staff', ['T', '*']],
      'other staff': ['staff', ['*']],
      administrator: ['admin', ['*']],
      'the hospital': ['hospitalCoordinator', inCare ? ['A'] : ['C']],
      'a hospital that lost': ['hospitalCoordinator', ['C']],
    };
    const mine = has[name];
    return mine ? grants(mine[0], step.gate!).some((each) => mine[1].includes(each)) : false;
  }

  it.each(REFERRAL_STATES)('when it is %s', async (state) => {
    await bringTo(state);
    const wrong: string[] = [];
    let asked = 0;
    for (const step of steps) {
      if (step.act === 'accept') continue; // acts on the hospital's own offer, which stays with it
      for (const [name, who] of Object.entries(people)) {
        if (step.from.includes(state) && isTheirs(name, step, state)) continue;
        const { version } = await standing(ground, of.code);
        const refused = await refusal(
          who.call(step.useCase as 'referrals.close', inputFor(step.act, of, version) as never),
        ).catch((error: unknown) => error);
        asked += 1;
        const got = (refused as { status?: number }).status ?? String(refused);
        const wanted =
          name === 'visitor'
            ? 401
            : !knows(name, state)
              ? 404
              : isTheirs(name, step, state)
                ? 409
                : 403;
        if (got !== wanted) wrong.push(`${step.act} by ${name}: ${got}, not ${wanted}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(150);
    expect((await standing(ground, of.code)).state).toBe(state);
  });
});

describe('the steps of a stay', () => {
  async function accepted(mark: string) {
    const offered = await offeredCase(ground, { mark });
    await ground.aoba.call('referrals.accept', acceptance(offered.offers.aoba!));
    await agreedEstimate(ground, ground.aoba, offered.code);
    return { ...offered, version: (await standing(ground, offered.code)).version };
  }

  it('go from acceptance to closing, each with its entry, and each side sees its own', async () => {
    const { code, version } = await accepted('Stay');
    const by = ground.aoba;
    const day = { code, on: dayAhead(-1) };
    const dates = { department: 'cardiovascular-surgery', startsOn: dayAhead(10) };
    await by.call('referrals.schedule', { code, version, ...dates });
    await by.call('referrals.schedule', { code, version: version + 1, ...dates });
    await by.call('referrals.arrive', { ...day, version: version + 2 });
    await by.call('referrals.admit', { ...day, version: version + 3 });
    await by.call('referrals.discharge', { ...day, version: version + 4 });
    const early = await refusal(by.call('referrals.close', { code, version: version + 5 }));
    expect(early.status).toBe(403);
    await summarised(ground, by, code);
    const closed = await ground.partner.call('referrals.close', { code, version: version + 5 });
    expect(closed.state).toBe('closed');
    const page = await casePage(by, code);
    expect(page.timeline.slice(0, 8).map((each: any) => each.type)).toEqual([
      'closed',
      'summaryReviewed',
      'summaryIssued',
      'discharged',
      'treatmentStarted',
      'arrived',
      'scheduled',
      'scheduled',
    ]);
    expect(page.stay).toMatchObject({ startsOn: dates.startsOn, dischargedOn: day.on });
  });

  it('know their days: none ahead, none before the one before it, a department that the hospital has', async () => {
    const { code, version } = await accepted('Days');
    const by = ground.aoba;
    const at = async (call: Promise<unknown>) => (await refusal(call)).issues;
    const dates = { department: 'cardiovascular-surgery', startsOn: dayAhead(10) };
    expect(
      await at(by.call('referrals.schedule', { code, version, ...dates, startsOn: dayAhead(-3) })),
    ).toEqual([{ path: 'startsOn', message: 'inThePast' }]);
    expect(
      await at(by.call('referrals.schedule', { code, version, ...dates, endsOn: dayAhead(2) })),
    ).toEqual([{ path: 'endsOn', message: 'endsBeforeStart' }]);
    expect(
      await at(by.call('referrals.schedule', { code, version, ...dates, department: 'magic' })),
    ).toEqual([{ path: 'department', message: 'unknownRecord' }]);
    await by.call('referrals.schedule', { code, version, ...dates });
    expect(
      await at(by.call('referrals.arrive', { code, version: version + 1, on: dayAhead(3) })),
    ).toEqual([{ path: 'on', message: 'inTheFuture' }]);
    await by.call('referrals.arrive', { code, version: version + 1, on: dayAhead(-1) });
    expect(
      await at(by.call('referrals.admit', { code, version: version + 2, on: dayAhead(-5) })),
    ).toEqual([{ path: 'on', message: 'endsBeforeStart' }]);
  });

  it('wait for a record as soon as its module answers for it, and name what it lacks', async () => {
    const { code, version } = await accepted('Waits');
    const dates = { department: 'cardiovascular-surgery', startsOn: dayAhead(10) };
    REQUIREMENTS.appointment = async () => ['appointment'];
    try {
      const refused = await refusal(
        ground.aoba.call('referrals.schedule', { code, version, ...dates }),
      );
      expect([refused.status, refused.code]).toEqual([422, 'MISSING_PIECES']);
      expect(refused.issues).toEqual([{ path: 'appointment', message: 'required' }]);
      const page = await casePage(ground.aoba, code);
      expect(page.actions).toContainEqual({ act: 'schedule', missing: ['appointment'] });
    } finally {
      delete REQUIREMENTS.appointment;
    }
    await ground.aoba.call('referrals.schedule', { code, version, ...dates });
  });

  it('a patient who did not come leaves the dates open, and the hospital keeps the case', async () => {
    const { code, version } = await accepted('NoShow');
    const dates = { department: 'cardiovascular-surgery', startsOn: dayAhead(10) };
    await ground.aoba.call('referrals.schedule', { code, version, ...dates });
    const answer = await ground.aoba.call('referrals.noShow', { code, version: version + 1 });
    expect(answer.state).toBe('accepted');
    await expect(ground.aoba.call('referrals.identity', { code })).resolves.toBeTruthy();
  });

  it('a request to withdraw is the patient’s side’s, its confirmation the officer’s; it can be taken back', async () => {
    const { code, version } = await accepted('Ask');
    const ask = { code, version, reason: 'patientWish' } as const;
    expect((await refusal(ground.partner.call('referrals.cancel', ask))).code).toBe(
      'STATE_CHANGED',
    );
    await ground.partner.call('referrals.requestCancel', ask);
    const twice = ground.partner.call('referrals.requestCancel', { ...ask, version: version + 1 });
    expect((await refusal(twice)).code).toBe('CANCEL_ASKED_ALREADY');
    await ground.partner.call('referrals.keep', { code, version: version + 1 });
    expect((await standing(ground, code)).state).toBe('accepted');
    const nothing = ground.partner.call('referrals.keep', { code, version: version + 2 });
    expect((await refusal(nothing)).code).toBe('NOTHING_ASKED');
  });

  it('onward to the Forum begins a case of the same patient under a key of its own, without a consent', async () => {
    const { code, version, id } = await accepted('Onward');
    const onward = { code, version, to: 'forum', reason: 'rehabilitation' } as const;
    const guarantor = orgOf('minazuki').id;
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET facilitator_org_id = ${guarantor} WHERE id = ${id}`,
    );
    expect((await refusal(ground.aoba.call('referrals.referOnward', onward))).code).toBe(
      'OFFICER_ONLY',
    );
    const { next } = await ground.officer.call('referrals.referOnward', onward);
    const reason = { code: next!, reason: 'intakeReview' } as const;
    const { identity } = await ground.officer.call('referrals.identity', reason);
    expect(identity.familyName).toBe('FamOnward');
    const copies = await asTheOwner(
      ground,
      (sql) => sql`
        SELECT a.wrapped_key = b.wrapped_key AS same, x.sealed = y.sealed AS copied,
               b.facilitator_org_id AS guarantor,
               (SELECT count(*)::int FROM consent c WHERE c.referral_id = b.id) AS consents
          FROM referral a, referral b, referral_identity x, referral_identity y
         WHERE a.id = ${id} AND b.code = ${next!} AND x.referral_id = a.id AND y.referral_id = b.id`,
    );
    expect([...copies]).toEqual([{ same: false, copied: false, guarantor: null, consents: 0 }]);
    const page = await casePage(ground.partner, next!);
    expect(page.chain).toMatchObject({ from: code });
    const old = await casePage(ground.aoba, code);
    expect([old.meta.state, old.chain!.to]).toEqual(['closed', null]);
    expect((await refusal(ground.aoba.call('referrals.casePage', { code: next! }))).kind).toBe(
      'notFound',
    );
  });

  it('onward to an institution outside names it', async () => {
    const { code, version } = await accepted('Outside');
    const onward = { code, version, to: 'outside', reason: 'outsideSpecialty' } as const;
    const refused = await refusal(ground.aoba.call('referrals.referOnward', onward));
    expect(refused.issues).toEqual([{ path: 'destination', message: 'required' }]);
    const there = { ...onward, destination: 'Kitayama Rehabilitation', country: 'JP' } as const;
    await ground.aoba.call('referrals.referOnward', there);
    const page = await casePage(ground.aoba, code);
    expect(page.chain?.onward).toMatchObject({ destination: there.destination, country: 'JP' });
  });
});

describe('before a hospital has it', () => {
  it('a case that nobody took is reopened by its officer with a fresh clock, and can be edited again', async () => {
    const { code } = await offeredCase(ground, { to: ['aoba'] });
    const { offers } = await standing(ground, code);
    const no = {
      reason: 'noCapacity',
      offerId: offers.aoba!.id,
      version: offers.aoba!.version,
    } as const;
    await ground.aoba.call('referrals.decline', no);
    const { state, version } = await standing(ground, code);
    expect(state).toBe('noTaker');
    const answer = await ground.officer.call('referrals.reopen', { code, version });
    expect(answer.state).toBe('intakeReview');
    expect((await standing(ground, code)).deadline!.getTime()).toBeGreaterThan(Date.now());
    await ground.partner.call('referrals.saveDraft', {
      code,
      version: answer.version,
      facts: FACTS,
    });
  });

  it('a case entered in error leaves the lists, its record stays', async () => {
    const { code, version } = await reviewedCase(ground, 'Error');
    await ground.officer.call('referrals.enterInError', { code, version, reason: 'duplicate' });
    const { lines } = await ground.partner.call('referrals.worklist', { view: 'running' });
    expect(lines.map((line) => line.code)).not.toContain(code);
    const page = await casePage(ground.officer, code);
    expect(page.timeline[0]).toMatchObject({
      type: 'enteredInError',
      facts: { reason: 'duplicate' },
    });
  });
});

describe('a page that is behind', () => {
  it('is told what changed, by whom and since when, and nothing is written over', async () => {
    const { code, version } = await completeDraft(ground, 'Behind');
    const facts = { ...FACTS, companions: 3, payer: 'insurer' } as const;
    const identity = { ...identityWith('Behind'), phone: '+97600' };
    await ground.partner.call('referrals.saveDraft', { code, version, facts, identity });
    const late = ground.partner.call('referrals.saveDraft', { code, version, facts: FACTS });
    const refused = await refusal(late);
    expect([refused.status, refused.code]).toEqual([409, 'STALE_VERSION']);
    expect(refused.changes).toEqual([
      expect.objectContaining({
        type: 'edited',
        facts: { fields: ['facts.companions', 'facts.payer', 'identity.phone'] },
        who: expect.objectContaining({ kind: 'person' }),
      }),
    ]);
    expect(JSON.stringify(refused.changes)).not.toContain('97600');
    const { rows } = await ground.run('SELECT companions FROM referral WHERE code = $1', [code]);
    expect(rows[0]!.companions).toBe(3);
  });

  it('learns no more than its side’s timeline would show', async () => {
    const { code, version } = await offeredCase(ground, { mark: 'Sides' });
    const { offers } = await standing(ground, code);
    const no = { offerId: offers.shiomi!.id, version: offers.shiomi!.version } as const;
    await ground.shiomi.call('referrals.decline', { ...no, reason: 'costOrPayer' });
    await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    const late = { code, version, reason: 'patientWish' } as const;
    const partner = await refusal(ground.partner.call('referrals.requestCancel', late));
    expect(partner.changes.map((each: any) => each.type)).toEqual(['accepted']);
    expect(JSON.stringify(partner.changes)).not.toMatch(/汐見|Shiomi|costOrPayer/);
  });
});

it('the table’s steps that the pages offer are those of the state, with what each lacks', async () => {
  const { code } = await offeredCase(ground, { mark: 'Offer' });
  const page = await casePage(ground.officer, code);
  for (const { act } of page.actions) expect(transition(act, 'broadcasting')).not.toBeNull();
  expect(page.actions.map((each: any) => each.act)).toEqual(['cancel', 'reassign']);
});

describe('another officer', () => {
  const to = () => ground.otherStaff.actor.personId!;
  const open = (who: Someone, code: string) =>
    who.call('referrals.identity', { code, reason: 'question' });

  it('opens the patient from then on; the former one no longer does, in the gate and in the rows', async () => {
    const of = await offeredCase(ground, { mark: 'Handed' });
    expect((await refusal(open(ground.otherStaff, of.code))).status).toBe(403);
    const others = await ground.officer.call('referrals.officers', { code: of.code });
    expect(others.map(({ id }) => id)).toContain(to());
    expect(others.map(({ id }) => id)).not.toContain(ground.officer.actor.personId);
    await ground.officer.call('referrals.reassign', { ...stand(of), to: to() });
    expect((await open(ground.otherStaff, of.code)).identity.familyName).toBe('FamHanded');
    expect((await refusal(open(ground.officer, of.code))).status).toBe(403);
    const { orgId, personId } = ground.officer.actor;
    const rows = await transaction(
      ground.database,
      { orgId, personId },
      (tx) => tx.sql`SELECT 1 FROM referral_identity WHERE referral_id = ${of.id}`,
    );
    expect(rows).toHaveLength(0);
    const page = await casePage(ground.partner, of.code);
    expect(page.timeline[0]?.type).toBe('officerChanged');
  });

  it('is named by the officer or an administrator: nobody takes a case for themselves', async () => {
    const of = await offeredCase(ground, { mark: 'Taken' });
    for (const who of [ground.otherStaff, ground.partner, ground.aoba, ground.kaedeno]) {
      const refused = await refusal(who.call('referrals.reassign', { ...stand(of), to: to() }));
      expect(refused.status).toBeGreaterThanOrEqual(403);
      expect(refused.status).toBeLessThanOrEqual(404);
    }
    const doctor = await ground.as('doctor@aoba.example', 'aoba');
    for (const nobody of [doctor.actor.personId!, ground.officer.actor.personId!]) {
      const act = ground.officer.call('referrals.reassign', { ...stand(of), to: nobody });
      expect((await refusal(act)).status).toBe(422);
    }
  });

  it('is never the administrator who names one', async () => {
    const of = await offeredCase(ground, { mark: 'Self' });
    const admin = await ground.as('admin@mej.example');
    const others = await admin.call('referrals.officers', { code: of.code });
    expect(others.map(({ id }) => id)).not.toContain(admin.actor.personId);
    const act = admin.call('referrals.reassign', { ...stand(of), to: admin.actor.personId! });
    expect((await refusal(act)).status).toBe(422);
  });

  it('is asked for by an administrator’s worklist when the officer has left', async () => {
    const of = await offeredCase(ground, { mark: 'Left' });
    const admin = await ground.as('admin@mej.example');
    const codes = async () =>
      (await admin.call('referrals.worklist', { view: 'waiting' })).lines.map(({ code }) => code);
    expect(await codes()).not.toContain(of.code);
    const end = (at: string | null) =>
      asTheOwner(
        ground,
        (sql) =>
          sql`UPDATE membership SET ended_at = ${at} WHERE person_id = ${ground.officer.actor.personId}`,
      );
    await end('2026-11-01');
    try {
      expect(await codes()).toContain(of.code);
      await admin.call('referrals.reassign', { ...stand(of), to: to() });
      expect(await codes()).not.toContain(of.code);
      expect((await open(ground.otherStaff, of.code)).identity.familyName).toBe('FamLeft');
    } finally {
      await end(null);
    }
  });

  it('is one, though two name somebody at the same moment', async () => {
    const of = await offeredCase(ground, { mark: 'Twice' });
    const admin = await ground.as('admin@mej.example');
    const both = await Promise.allSettled([
      ground.officer.call('referrals.reassign', { ...stand(of), to: to() }),
      admin.call('referrals.reassign', { ...stand(of), to: to() }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  const stand = ({ code, version }: Offered) => ({ code, version });
});
