import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAtVisas } from '#server/visa/index.ts';
import { businessDayAfter } from '#server/platform/holidays.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import { orgOf } from '#prisma/seed/cast.ts';
import {
  acceptance,
  agreedEstimate,
  asTheOwner,
  atMoment,
  casePage,
  dayAhead,
  offeredCase,
  refusal,
  referralsGround,
  standing,
  type Ground,
} from './referrals-ground.ts';

const MARK = 'Visawq8';
const GUARANTOR = orgOf('minazuki').id;
const today = dayInJapan(new Date());
let ground: Ground;
let guarantor: Someone;

beforeAll(async () => {
  ground = await referralsGround();
  guarantor = await ground.as('facilitator@minazuki.example');
});
afterAll(() => ground.close());

async function acceptedCase(): Promise<string> {
  const offered = await offeredCase(ground, { mark: MARK, to: ['aoba', 'shiomi'] });
  await ground.aoba.call('referrals.accept', acceptance(offered.offers.aoba!));
  return offered.code;
}

const PLAN = {
  version: null as number | null,
  way: 'single' as const,
  inpatient: true,
  companions: 1,
  arrivesOn: dayAhead(30),
  leavesOn: dayAhead(60),
};
const save = (code: string, more: object = {}, who: Someone = ground.aoba) =>
  who.call('visa.savePlan', { code, ...PLAN, ...more });
const shown = (code: string, who: Someone = ground.aoba) => who.call('visa.ofCase', { code });
const version = async (code: string) => (await shown(code)).plan!.version;
const name = (code: string, more: object = {}) =>
  ground.partner.call('visa.nameGuarantor', { code, orgId: GUARANTOR, was: null, ...more });
const record = async (code: string, step: 'applied', on = today, more: object = {}) =>
  ground.partner.call('visa.record', { code, version: await version(code), step, on, ...more });
const at = async (code: string, step: string, more: object = {}) =>
  record(code, step as 'applied', today, more);
const bring = (code: string, item: 'passport', more: object = {}, who = ground.partner) =>
  who.call('visa.bring', { code, item, version: 0, state: 'brought', on: today, ...more });

/** A case with plan, guarantor and accepted estimate. */
async function prepared(more: object = {}): Promise<string> {
  const code = await acceptedCase();
  await save(code, more);
  await name(code);
  await agreedEstimate(ground, ground.aoba, code);
  return code;
}

/** The same, whose patient came to Japan today. */
async function entered(): Promise<string> {
  const code = await prepared();
  await at(code, 'applied');
  await at(code, 'issued');
  await at(code, 'entered', { stayUntil: dayAhead(90) });
  return code;
}

/** Who was told of an alarm of a case, and in which words. */
async function alarmed(code: string) {
  const { rows } = await ground.run(
    `SELECT n.person_id AS "personId", n.facts::text AS facts FROM notification n JOIN referral r ON r.id = n.subject_id
      WHERE n.type = 'referral.visaAlarm' AND r.code = $1`,
    [code],
  );
  return rows as { personId: string; facts: string }[];
}

/** Whether the case is marked on somebody's list. */
const marked = async (code: string, who: Someone) =>
  (await who.call('referrals.worklist', { code })).lines.map(({ visaAlarm }) => visaAlarm);

const WORDS = {
  diagnosis: { ja: `病名${MARK}`, en: `Diagnosis ${MARK}` },
  plan: { ja: `治療${MARK}`, en: `Treatment ${MARK}` },
  physician: `Dr ${MARK}`,
  companions: [{ name: `Kin ${MARK}`, relation: 'wife' }],
};
const order = async (code: string, more: object = {}, who: Someone = ground.aoba) =>
  who.call('visa.orderPaper', {
    code,
    version: await version(code),
    kind: 'visitCertificate',
    langs: ['ja', 'en'],
    ...WORDS,
    ...more,
  });

describe('the plan of a visa', () => {
  it('of a patient whom the guarantor itself referred gives it the part of both', async () => {
    const both = { ...ground, partner: guarantor };
    const offered = await offeredCase(both, { mark: MARK, to: ['aoba', 'shiomi'] });
    const { code } = offered;
    await ground.aoba.call('referrals.accept', acceptance(offered.offers.aoba!));
    await save(code);
    await guarantor.call('visa.nameGuarantor', { code, orgId: GUARANTOR, was: null });
    const seen = await shown(code, guarantor);
    expect(seen.parties).toEqual(['partner', 'guarantor']);
    expect(seen.items.map(({ item }) => item)).toEqual(
      expect.arrayContaining(['passport', 'guarantee']),
    );
    await bring(code, 'passport', {}, guarantor);
    const held = (await shown(code)).plan!.version;
    await guarantor.call('visa.guarantee', { code, version: held, number: 'G-1', on: today });
  });

  it('is written by the hospital and the officer, read by sender and guarantor, and nobody else’s', async () => {
    const code = await acceptedCase();
    expect((await shown(code)).next).toEqual({ step: 'plan', by: 'hospital' });
    await save(code);
    await save(code, { version: 0, companions: 2 }, ground.officer);
    expect((await shown(code, ground.partner)).plan).toMatchObject({ companions: 2, days: 30 });
    await expect(shown(code, guarantor)).rejects.toMatchObject({ kind: 'notFound' });
    await name(code);
    const own = await shown(code, guarantor);
    // Money is none of its matter: the estimate is not there yet, and does not hold it up.
    expect(own.next).toEqual({ step: 'papers', by: 'hospital' });
    expect((await shown(code)).next).toEqual({ step: 'estimate', by: 'hospital' });
    expect(own.plan).toMatchObject({
      inpatient: null,
      coeBy: null,
      companions: null,
      arrivesOn: PLAN.arrivesOn,
    });
    expect(own.items.map(({ item }) => item)).toEqual(['guarantee']);
    for (const who of [ground.shiomi, ground.kaedeno, ground.otherPartner, ground.otherStaff]) {
      expect(['notFound', 'forbidden']).toContain((await refusal(shown(code, who))).kind);
      const write = save(code, { version: 1 }, who);
      expect(['notFound', 'forbidden']).toContain((await refusal(write)).kind);
    }
    for (const who of [ground.partner, guarantor]) {
      expect((await refusal(save(code, { version: 1 }, who))).kind).toBe('forbidden');
    }
  });

  it('of 120 days is another checklist, in hospital only, and the visa waits for the certificate of eligibility', async () => {
    const code = await acceptedCase();
    const long = { leavesOn: dayAhead(150), coeBy: 'hospital' };
    const out = await refusal(save(code, { ...long, inpatient: false }));
    expect(out.issues).toEqual([{ path: 'inpatient', message: 'visa.longIsInpatient' }]);
    await save(code);
    const before = (await shown(code)).items.map(({ item }) => item);
    await save(code, { ...long, version: 0 });
    const after = (await shown(code)).items.map(({ item }) => item);
    expect(before).toContain('funds');
    expect(after).toEqual(expect.arrayContaining(['acceptance', 'brochure', 'lodging', 'payment']));
    const early = await refusal(at(code, 'applied'));
    expect(early.issues).toEqual([{ path: 'on', message: 'visa.coeFirst' }]);
    await at(code, 'coeApplied');
    await at(code, 'coeIssued');
    await at(code, 'applied');
  });

  it('that two write at once is written by one of them, and a page behind it is refused', async () => {
    const code = await acceptedCase();
    const both = await Promise.allSettled([save(code), save(code, {}, ground.officer)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await save(code, { version: 0 });
    expect((await refusal(save(code, { version: 0 }))).code).toBe('STALE_VERSION');
  });

  it('holds the database to it as well: no long stay outside of a hospital', async () => {
    const code = await acceptedCase();
    await save(code);
    const broken = asTheOwner(
      ground,
      (
        sql,
      ) => sql`UPDATE visa_plan SET leaves_on = arrives_on + 91, coe_by = 'hospital', inpatient = false
        WHERE referral_id = (SELECT id FROM referral WHERE code = ${code})`,
    );
    await expect(broken).rejects.toThrow(/visa_plan_long/);
  });
});

describe('a paper of the checklist', () => {
  it('is ticked by whoever brings it, once, and opened again', async () => {
    const code = await acceptedCase();
    await save(code);
    await bring(code, 'passport');
    expect((await refusal(bring(code, 'passport', {}, ground.aoba))).issues).toEqual([
      { path: 'item', message: 'visa.notYours' },
    ]);
    expect((await refusal(bring(code, 'certificate' as 'passport'))).issues).toEqual([
      { path: 'item', message: 'visa.notYours' },
    ]);
    expect((await refusal(bring(code, 'passport'))).code).toBe('STALE_VERSION');
    await bring(code, 'passport', { version: 1, state: 'open', on: null });
    const item = (await shown(code)).items.find((each) => each.item === 'passport');
    expect(item).toMatchObject({ state: 'open', version: 2 });
    for (const who of [ground.officer, guarantor, ground.shiomi]) {
      expect(['notFound', 'forbidden']).toContain(
        (await refusal(bring(code, 'passport', { version: 2 }, who))).kind,
      );
    }
  });

  it('that two tick at once is ticked by one of them', async () => {
    const code = await acceptedCase();
    await save(code);
    const both = await Promise.allSettled([
      bring(code, 'form' as 'passport'),
      bring(code, 'form' as 'passport'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('needs the day on it where it grows old, and a reason where it is not needed', async () => {
    const code = await acceptedCase();
    await save(code);
    const photo = 'photo' as 'passport';
    expect((await refusal(bring(code, photo))).issues).toEqual([
      { path: 'paperOn', message: 'required' },
    ]);
    const without = await refusal(bring(code, photo, { state: 'notNeeded', on: null }));
    expect(without.issues).toEqual([{ path: 'reason', message: 'required' }]);
    await name(code);
    await bring(code, photo, { paperOn: dayAhead(-200), on: today });
    const { alarms } = await shown(code);
    expect(alarms).toMatchObject([{ kind: 'paperTooOld', item: 'photo' }]);
    // Papers are none of the guarantor's matter: it is neither told nor marked.
    expect((await shown(code, guarantor)).alarms).toEqual([]);
    const told = await alarmed(code);
    expect(told.map(({ personId }) => personId)).toContain(ground.partner.actor.personId);
    expect(told.map(({ personId }) => personId)).not.toContain(guarantor.actor.personId);
    expect(await marked(code, ground.partner)).toEqual([true]);
    expect(await marked(code, guarantor)).toEqual([false]);
    const reads = async (who: Someone) =>
      (await casePage(who, code)).timeline.map(({ type }) => type);
    for (const who of [ground.partner, ground.aoba, ground.officer]) {
      expect(await reads(who)).toContain('visaPaperAlarm');
    }
    expect(await reads(guarantor)).not.toContain('visaPaperAlarm');
    expect(await reads(guarantor)).not.toContain('visaAlarm');
  });
});

describe('the guarantor', () => {
  it('is named by the sender among registered ones, sees days and duties, and no patient', async () => {
    const code = await acceptedCase();
    await save(code);
    const kept = (await shown(code, ground.partner)).guarantors.map(({ id }) => id);
    expect(kept).toContain(GUARANTOR);
    const hospital = await refusal(name(code, { orgId: orgOf('kaedeno').id }));
    expect(hospital.issues).toEqual([{ path: 'orgId', message: 'visa.notRegistered' }]);
    await name(code);
    expect((await refusal(name(code, { orgId: null }))).code).toBe('STALE_VERSION');
    const told = JSON.stringify([await shown(code, guarantor), await casePage(guarantor, code)]);
    expect(told).not.toContain(MARK);
    for (const act of [
      'referrals.teaser',
      'referrals.clinical',
      'documents.ofCase',
      'estimates.ofCase',
      'visa.paperStart',
    ] as const) {
      expect((await refusal(guarantor.call(act, { code }))).kind, act).toBe('forbidden');
    }
  });

  it('enters its certificate with number and day; another guarantor begins anew', async () => {
    const code = await acceptedCase();
    await save(code);
    await name(code);
    const give = async (who: Someone, more: object = {}) =>
      who.call('visa.guarantee', {
        code,
        version: await version(code),
        number: 'MZ-2026-014',
        on: today,
        ...more,
      });
    for (const who of [ground.aoba, ground.partner]) {
      expect((await refusal(give(who))).kind).toBe('forbidden');
    }
    expect((await refusal(give(guarantor, { number: 'Bat Erdene' }))).kind).toBe('invalid');
    await give(guarantor);
    expect((await shown(code)).items.find(({ item }) => item === 'guarantee')).toMatchObject({
      state: 'brought',
    });
    expect((await refusal(name(code, { was: GUARANTOR }))).code).toBe('STATE_CHANGED');
    expect((await shown(code)).plan).toMatchObject({ guaranteeNumber: 'MZ-2026-014' });
    await name(code, { orgId: null, was: GUARANTOR });
    expect((await shown(code)).plan).toMatchObject({ guaranteeNumber: null, guaranteedOn: null });
    expect((await refusal(shown(code, guarantor))).kind).toBe('notFound');
  });

  it('reports payment and departure after the entry, and the matter is done', async () => {
    const code = await prepared();
    const exit = async (more: object = {}) =>
      guarantor.call('visa.reportExit', {
        code,
        version: await version(code),
        leftOn: today,
        ...more,
      });
    expect((await refusal(exit())).code).toBe('STATE_CHANGED');
    await at(code, 'applied');
    await at(code, 'issued');
    await at(code, 'entered', { stayUntil: dayAhead(90) });
    await bring(code, 'landing' as 'passport');
    await guarantor.call('visa.settle', { code, version: await version(code), on: today });
    await exit();
    expect((await shown(code)).next).toEqual({ step: 'exitReport', by: 'guarantor' });
    await exit({ reportedOn: today });
    expect((await shown(code, guarantor)).next).toEqual({ step: 'done', by: null });
    const page = await casePage(ground.partner, code);
    expect(page.timeline.map(({ type }) => type)).toContain('visaExitReported');
    expect((await refusal(exit({ leftOn: today }))).code).toBe('STATE_CHANGED');
  });

  it('takes back report, departure and payment, the last first, and before them nobody the entry', async () => {
    const code = await entered();
    const step = async () => ({ code, version: await version(code) });
    await guarantor.call('visa.settle', { ...(await step()), on: today });
    const both = { leftOn: today, reportedOn: today };
    await guarantor.call('visa.reportExit', { ...(await step()), ...both });
    const back = async (who = guarantor) => who.call('visa.takeBackDuty', await step());
    for (const who of [ground.aoba, ground.partner]) {
      expect((await refusal(back(who))).kind).toBe('forbidden');
    }
    const entry = async () => ground.partner.call('visa.takeBack', await step());
    for (const left of [
      { exitReportedOn: null, leftOn: today },
      { leftOn: null, settledOn: today },
      { settledOn: null, enteredOn: today },
    ]) {
      expect((await refusal(entry())).code).toBe('STATE_CHANGED');
      await back(left.leftOn === today ? guarantor : ground.officer);
      expect((await shown(code)).plan).toMatchObject(left);
    }
    expect((await refusal(back())).code).toBe('STATE_CHANGED');
    await entry();
    expect((await shown(code)).plan).toMatchObject({ enteredOn: null });
  });

  it('is not needed by a visitor: the officer records the departure, and the matter is done', async () => {
    const code = await acceptedCase();
    await save(code, { way: 'visitor' });
    await at(code, 'applied');
    await at(code, 'issued');
    await at(code, 'entered', { stayUntil: dayAhead(90) });
    expect((await shown(code, ground.officer)).rights.guarantee).toBe(true);
    const step = { code, version: await version(code) };
    const word = ground.officer.call('visa.guarantee', { ...step, number: 'X-1', on: today });
    expect((await refusal(word)).code).toBe('STATE_CHANGED');
    await ground.officer.call('visa.reportExit', { ...step, leftOn: today });
    await bring(code, 'landing' as 'passport');
    expect((await shown(code)).next).toEqual({ step: 'donePapers', by: null });
  });
});

describe('the clock of a visa', () => {
  it('runs in turn: what is out of turn, in the future or before what comes before it is refused', async () => {
    const code = await prepared();
    expect((await refusal(at(code, 'issued'))).code).toBe('STATE_CHANGED');
    const ahead = await refusal(record(code, 'applied', dayAhead(2)));
    expect(ahead.issues).toEqual([{ path: 'on', message: 'inTheFuture' }]);
    await record(code, 'applied', dayAhead(-3));
    const early = await refusal(record(code, 'issued' as 'applied', dayAhead(-4)));
    expect(early.issues).toEqual([{ path: 'on', message: 'endsBeforeStart' }]);
    await at(code, 'refused');
    await at(code, 'applied');
    await at(code, 'issued');
    await ground.partner.call('visa.takeBack', { code, version: await version(code) });
    expect((await shown(code)).plan).toMatchObject({ decision: null, appliedOn: today });
    const behind = ground.partner.call('visa.record', {
      code,
      version: 0,
      step: 'issued',
      on: today,
    });
    expect((await refusal(behind)).code).toBe('STALE_VERSION');
  });

  it('of a visa for several entries ends with the day that the visa itself says', async () => {
    const code = await prepared({ way: 'multiple' });
    await at(code, 'applied');
    expect((await refusal(at(code, 'issued'))).issues).toEqual([
      { path: 'validUntil', message: 'required' },
    ]);
    await at(code, 'issued', { validUntil: dayAhead(1000) });
    expect((await shown(code)).clock).toMatchObject({ enterUntil: dayAhead(1000) });
  });

  it('holds the arrival until the visa is issued, and nothing where no plan is kept', async () => {
    const code = await prepared();
    const step = async () => ({ code, version: (await standing(ground, code)).version });
    await ground.aoba.call('referrals.schedule', {
      ...(await step()),
      department: 'cardiovascular-surgery',
      startsOn: dayAhead(31),
    });
    const arrive = async () =>
      ground.aoba.call('referrals.arrive', { ...(await step()), on: today });
    expect((await refusal(arrive())).issues).toEqual([{ path: 'visa', message: 'required' }]);
    await at(code, 'applied');
    await at(code, 'issued');
    expect((await shown(code)).next).toEqual({ step: 'enter', by: 'partner' });
    await arrive();
    // What the hospital noted is asked of the sender at once: the day of entry, and until when one may stay.
    const asked = await shown(code, ground.partner);
    expect([asked.next, asked.arrivedOn]).toEqual([{ step: 'confirmEntry', by: 'partner' }, today]);
    const { rows } = await ground.run(
      `SELECT v.turns FROM visa_plan v JOIN referral r ON r.id = v.referral_id WHERE r.code = $1`,
      [code],
    );
    expect(rows[0]!.turns).toContain('partner.step');
    await at(code, 'entered', { stayUntil: dayAhead(90) });
    expect((await shown(code)).next.step).not.toBe('confirmEntry');
  });

  it('tells hospital, sender and guarantor of an alarm once, without a word of the patient', async () => {
    const code = await prepared();
    await at(code, 'applied');
    await at(code, 'issued');
    expect(await alarmed(code)).toEqual([]);
    const late = {
      version: await version(code),
      arrivesOn: dayAhead(100),
      leavesOn: dayAhead(130),
    };
    await save(code, late);
    const told = await alarmed(code);
    for (const who of [ground.aoba, ground.partner, ground.officer, guarantor]) {
      expect(told.map(({ personId }) => personId)).toContain(who.actor.personId);
    }
    expect(told.every(({ facts }) => facts === JSON.stringify({ code }).replace(':', ': '))).toBe(
      true,
    );
    await lookAtVisas(ground.database);
    expect(await alarmed(code)).toHaveLength(told.length);
    for (const who of [ground.aoba, ground.partner, guarantor]) {
      expect(await marked(code, who)).toEqual([true]);
    }
    expect(await marked(code, ground.otherStaff)).toEqual([false]);
    // Days that pass raise one too: the visa runs out unused.
    await atMoment(ground, new Date(Date.now() + 100 * 86_400_000), async () => {
      await lookAtVisas(ground.database);
      await lookAtVisas(ground.database);
    });
    expect(await alarmed(code)).toHaveLength(told.length * 2);
    await save(code, { version: await version(code) });
    expect(await marked(code, ground.aoba)).toEqual([false]);
  });

  it('stops with the case where nobody has entered, and goes on for a departure that somebody vouched for', async () => {
    const unused = await prepared();
    await at(unused, 'applied');
    await at(unused, 'issued');
    const used = await entered();
    const later = new Date(Date.now() + 100 * 86_400_000);
    const close = (code: string) =>
      asTheOwner(ground, (sql) => sql`UPDATE referral SET state = 'closed' WHERE code = ${code}`);
    await atMoment(ground, later, async () => {
      await lookAtVisas(ground.database);
      expect(await marked(unused, ground.partner)).toEqual([true]);
      await close(unused);
      await close(used);
      await lookAtVisas(ground.database);
    });
    const of = await shown(unused);
    expect([of.alarms, of.next, of.closed]).toEqual([[], { step: 'overUnused', by: null }, true]);
    expect(await marked(unused, ground.partner)).toEqual([false]);
    expect(await marked(used, ground.partner)).toEqual([true]);
  });
});

describe('what of the visa waits', () => {
  const lineOf = async (code: string, who: Someone) =>
    (await who.call('referrals.worklist', { code })).lines[0]?.view;
  const homeOf = async (code: string, who: Someone) =>
    (await who.call('home.overview', {})).waiting.flatMap((item) =>
      'code' in item && item.code === code ? [item.type] : [],
    );
  /** Only what this test looks at is left among the eight that home shows. */
  const alone = (code: string) =>
    asTheOwner(
      ground,
      (sql) =>
        sql`UPDATE referral SET cancel_requested_at = now() WHERE code <> ${code} AND in_care(state)`,
    );

  it('waits for each who has something to bring, once the estimate is accepted, and for nobody else', async () => {
    const code = await acceptedCase();
    await save(code);
    await alone(code);
    expect(await homeOf(code, ground.partner)).toEqual(['referral.visa.step']);
    await name(code);
    // Money is none of the guarantor's matter; papers of the others wait for the estimate.
    expect(await homeOf(code, guarantor)).toEqual(['referral.visa.guarantee']);
    expect(await lineOf(code, ground.partner)).toBe('running');
    await agreedEstimate(ground, ground.aoba, code);
    expect(await homeOf(code, ground.partner)).toEqual(['referral.visa.papers']);
    expect(await lineOf(code, guarantor)).toBe('waiting');
    const given = { code, version: await version(code), number: 'G-9', on: today };
    await guarantor.call('visa.guarantee', given);
    expect(await lineOf(code, guarantor)).toBe('running');
    expect(await homeOf(code, guarantor)).toEqual([]);
    await at(code, 'applied');
    expect(await lineOf(code, ground.partner)).toBe('running');
  });

  it('waits for hospital and guarantor while the days do not fit, a long stay with its own papers', async () => {
    const code = await prepared({ leavesOn: dayAhead(150), coeBy: 'hospital' });
    await alone(code);
    expect(await homeOf(code, ground.aoba)).toEqual(['referral.dates']);
    const coe = async () =>
      (
        await ground.run(
          `SELECT turns FROM visa_plan v JOIN referral r ON r.id = v.referral_id WHERE r.code = $1`,
          [code],
        )
      ).rows[0]!.turns as string[];
    expect(await coe()).toEqual(['hospital.papers', 'partner.papers']);
    await save(code, { version: await version(code) });
    await at(code, 'applied');
    await at(code, 'issued');
    expect(await lineOf(code, guarantor)).toBe('running');
    const late = { arrivesOn: dayAhead(100), leavesOn: dayAhead(130) };
    await save(code, { version: await version(code), ...late });
    expect(await homeOf(code, guarantor)).toEqual(['referral.visa.alarm']);
    expect(await coe()).toEqual(['hospital.alarm', 'guarantor.alarm']);
    await save(code, { version: await version(code) });
    expect(await lineOf(code, guarantor)).toBe('running');
  });

  it('a departure waits for its report by the guarantor after the case is closed', async () => {
    const code = await entered();
    await alone(code);
    expect(await homeOf(code, ground.partner)).toContain('referral.visa.landing');
    const exit = async (more: object) =>
      guarantor.call('visa.reportExit', {
        code,
        version: await version(code),
        leftOn: today,
        ...more,
      });
    await exit({});
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET state = 'closed' WHERE code = ${code}`,
    );
    expect(await homeOf(code, guarantor)).toEqual(['referral.visa.exit']);
    const list = await guarantor.call('referrals.worklist', { view: 'waiting' });
    expect(list.lines.map((line) => line.code)).toContain(code);
    expect(list.counts.waiting).toBe(list.lines.length);
    expect(await lineOf(code, ground.partner)).toBe('done');
    await exit({ reportedOn: today });
    expect(await lineOf(code, guarantor)).toBe('done');
    expect(
      (await guarantor.call('referrals.worklist', { view: 'done' })).lines.map(
        ({ code: own }) => own,
      ),
    ).toContain(code);
  });
});

describe('what a guarantor has vouched for', () => {
  /** Vouched for with a certificate of its own. */
  async function guaranteed(): Promise<string> {
    const code = await prepared();
    const of = { code, version: await version(code), number: 'G-7', on: today };
    await guarantor.call('visa.guarantee', of);
    return code;
  }
  const owed = async (code: string, who: Someone = guarantor) =>
    (await who.call('visa.reports', { code })).reports.filter((each) => !each.reportedOn);
  const moved = { arrivesOn: dayAhead(33), leavesOn: dayAhead(63) };
  const cancelled = async (code: string) =>
    ground.officer.call('referrals.confirmCancel', {
      code,
      version: (await standing(ground, code)).version,
      reason: 'patientWish',
    });
  const ofReport = (code: string, { id, version: seen }: { id: string; version: number }) => ({
    code,
    reportId: id,
    version: seen,
  });

  it('is reported when it changes: once a kind, told to guarantor and officer, and not when it is changed back', async () => {
    const unvouched = await prepared();
    await save(unvouched, { version: await version(unvouched), ...moved });
    expect(await owed(unvouched)).toEqual([]);

    const code = await guaranteed();
    await save(code, { version: await version(code), ...moved, companions: 2 });
    const both = await owed(code);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['companions', 'dates']);
    expect(both.find(({ kind }) => kind === 'dates')!.facts).toEqual({
      from: { on: PLAN.arrivesOn, until: PLAN.leavesOn },
      to: { on: moved.arrivesOn, until: moved.leavesOn },
    });
    // How many come along the guarantor is not told; the officer is.
    expect(both.find(({ kind }) => kind === 'companions')!.facts).toEqual({});
    const seen = (await owed(code, ground.officer)).find(({ kind }) => kind === 'companions')!;
    expect(seen.facts).toEqual({ from: { count: 1 }, to: { count: 2 } });
    const told = await ground.run(
      `SELECT DISTINCT n.person_id AS id FROM notification n JOIN referral r ON r.id = n.subject_id
        WHERE r.code = $1 AND n.type = 'referral.visaReportDue'`,
      [code],
    );
    const ids = told.rows.map(({ id }) => id);
    expect(ids).toContain(guarantor.actor.personId);
    expect(ids).toContain(ground.officer.actor.personId);
    expect(ids).not.toContain(ground.partner.actor.personId);
    const line = (await guarantor.call('referrals.worklist', { code })).lines[0]!;
    expect(line.view).toBe('waiting');
    await save(code, { version: await version(code) });
    expect(await owed(code)).toEqual([]);
  });

  it('is marked as reported by the guarantor or the officer, taken back, and printed without a patient', async () => {
    const code = await guaranteed();
    await save(code, { version: await version(code), ...moved });
    const [report] = await owed(code);
    const entry = { ...ofReport(code, report!), on: today, to: 'embassy' as const };
    for (const who of [ground.partner, ground.aoba]) {
      expect((await refusal(who.call('visa.reportChange', entry))).kind).toBe('forbidden');
    }
    expect((await refusal(ground.shiomi.call('visa.reportChange', entry))).kind).toBe('notFound');
    const ahead = guarantor.call('visa.reportChange', { ...entry, on: dayAhead(2) });
    expect((await refusal(ahead)).issues).toEqual([{ path: 'on', message: 'inTheFuture' }]);
    const words = guarantor.call('visa.reportChange', { ...entry, reference: `${MARK} kin` });
    expect((await refusal(words)).issues).toMatchObject([{ path: 'reference' }]);

    const paper = { code, reportId: report!.id, lang: 'ja' as const };
    const printed = await guarantor.call('visa.reportPaper', paper);
    expect(Buffer.from(printed.bytes).subarray(0, 5).toString()).toBe('%PDF-');
    expect(printed.name).toMatch(/報告書.*\.pdf$/);
    expect((await refusal(ground.partner.call('visa.reportPaper', paper))).kind).toBe('forbidden');

    const twice = await Promise.allSettled([
      guarantor.call('visa.reportChange', { ...entry, reference: 'R-12' }),
      ground.officer.call('visa.reportChange', entry),
    ]);
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { reports } = await ground.partner.call('visa.reports', { code });
    expect(reports[0]).toMatchObject({ kind: 'dates', reportedOn: today, reportedTo: 'embassy' });
    const page = await casePage(ground.aoba, code);
    expect(page.timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['visaReportDue', 'visaReported']),
    );
    await guarantor.call('visa.takeBackReport', ofReport(code, reports[0]!));
    expect(await owed(code)).toHaveLength(1);
  });

  it('is reported where a stay ends before the day that was set', async () => {
    const code = await entered();
    await asTheOwner(
      ground,
      (sql) => sql`WITH moved AS (UPDATE referral SET state = 'inTreatment', version = version + 1
          WHERE code = ${code} RETURNING id, accepted_org_id)
        INSERT INTO referral_stay (referral_id, org_id, department, starts_on, ends_on, arrived_on, admitted_on)
        SELECT id, accepted_org_id, 'cardiovascular-surgery', ${today}::date, ${dayAhead(20)}::date, ${today}::date,
               ${today}::date FROM moved`,
    );
    const { version: seen } = await standing(ground, code);
    await ground.aoba.call('referrals.discharge', { code, version: seen, on: today });
    expect(await owed(code)).toMatchObject([
      { kind: 'stayEnded', facts: { from: { until: dayAhead(20) }, to: { until: today } } },
    ]);
  });

  it('is reported after the case was given back or cancelled too, until the day that the setting says', async () => {
    const days = (value: number) =>
      asTheOwner(
        ground,
        (
          sql,
        ) => sql`INSERT INTO setting (key, value, at) VALUES ('visa.reportBusinessDays', to_jsonb(${value}::int), now())
          ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      );
    const code = await guaranteed();
    await days(2);
    await ground.aoba.call('referrals.release', {
      code,
      version: (await standing(ground, code)).version,
      reason: 'noCapacity',
    });
    const [change] = await owed(code);
    expect(change).toMatchObject({ kind: 'hospital', dueOn: businessDayAfter(today, 2) });
    await asTheOwner(
      ground,
      (sql) => sql`DELETE FROM setting WHERE key = 'visa.reportBusinessDays'`,
    );

    const ended = await guaranteed();
    await cancelled(ended);
    const [cancellation] = await owed(ended);
    expect(cancellation).toMatchObject({ kind: 'cancelled', dueOn: businessDayAfter(today, 5) });
    expect((await refusal(shown(ended, guarantor))).status).toBeGreaterThanOrEqual(400);
    const view = async () =>
      (await guarantor.call('referrals.worklist', { code: ended })).lines[0]!.view;
    expect(await view()).toBe('waiting');
    expect((await casePage(guarantor, ended)).reports).toEqual({ owed: 1, all: 1 });
    const entry = { ...ofReport(ended, cancellation!), on: today, to: 'foreignMinistry' as const };
    await guarantor.call('visa.reportChange', entry);
    expect(await view()).toBe('done');
  });
});

describe('a paper for the visa', () => {
  it('waits for the accepted estimate and a registered guarantor, and says so', async () => {
    const code = await acceptedCase();
    await save(code);
    const early = await refusal(order(code));
    expect(early.code).toBe('MISSING_PIECES');
    expect(early.issues.map(({ path }) => path)).toEqual(['estimate', 'guarantor']);
    await agreedEstimate(ground, ground.aoba, code);
    const { issues } = await refusal(order(code));
    expect(issues.map(({ path }) => path)).toEqual(['guarantor']);
    await order(code, { kind: 'acceptance', companions: [] });
    await name(code);
    await order(code);
    // A new version of the estimate asks anew.
    const draft = await ground.aoba.call('estimates.saveDraft', {
      code,
      version: null,
      yenPerPoint: 30,
      taxPercent: 10,
      depositYen: 0,
      validUntil: dayAhead(60),
      words: { lines: [{ kind: 'treatment', low: 1, high: 2 }] },
    });
    await ground.aoba.call('estimates.issue', { estimateId: draft.id, version: draft.version });
    expect((await refusal(order(code))).issues.map(({ path }) => path)).toEqual(['estimate']);
  });

  it('is printed in both languages, sealed, numbered by version, for those who may see the patient', async () => {
    const code = await prepared();
    const first = await order(code);
    expect(first.papers.map(({ number }) => number.slice(0, 3))).toEqual(['VC-', 'VC-']);
    await save(code, { version: await version(code), leavesOn: dayAhead(70) });
    expect((await shown(code)).alarms.map(({ kind }) => kind)).toEqual(['papersOutdated']);
    await order(code, { langs: ['ja'] });
    const papers = (await shown(code, ground.partner)).papers;
    expect(papers.map(({ lang, number, outdated }) => [lang, number, outdated])).toEqual([
      ['ja', 2, false],
      ['en', 1, true],
      ['ja', 1, true],
    ]);
    expect((await shown(code, guarantor)).papers).toEqual([]);
    for (const who of [ground.partner, ground.officer, ground.shiomi, guarantor]) {
      expect(['notFound', 'forbidden']).toContain((await refusal(order(code, {}, who))).kind);
    }
    const { lines } = await ground.partner.call('privacy.accessLog', { code });
    expect(lines.map(({ part }) => part)).toContain('documents');
  });

  it('names every companion of the plan, and both languages that are asked for', async () => {
    const code = await prepared();
    const { issues } = await refusal(order(code, { companions: [], plan: { ja: 'x', en: '' } }));
    expect(issues).toEqual([
      { path: 'plan.en', message: 'required' },
      { path: 'companions', message: 'visa.nameCompanions' },
    ]);
    expect((await refusal(order(code, { langs: [] }))).issues).toEqual([
      { path: 'langs', message: 'visa.noLanguage' },
    ]);
    await save(code, { version: await version(code), way: 'visitor', companions: 0 });
    const other = await refusal(order(code, { companions: [] }));
    expect(other.issues).toEqual([{ path: 'kind', message: 'visa.onlyMedical' }]);
  });

  it('a treatment schedule begins with the stay, needs words in each language, and keeps a single entry to its days', async () => {
    const code = await prepared();
    const start = await ground.aoba.call('visa.paperStart', { code });
    expect(start.stages).toMatchObject([
      { from: PLAN.arrivesOn, to: PLAN.leavesOn, place: 'inpatient' },
    ]);
    const stage = {
      from: PLAN.arrivesOn,
      to: PLAN.leavesOn,
      place: 'inpatient',
      text: { ja: `手術${MARK}`, en: `Surgery ${MARK}` },
    };
    const after = { ...stage, from: dayAhead(200), to: dayAhead(200), place: 'outpatient' };
    const schedule = async (...stages: unknown[]) =>
      order(code, { kind: 'treatmentSchedule', companions: [], stages });
    const faults = async (...stages: unknown[]) => (await refusal(schedule(...stages))).issues;
    expect(await faults(null)).toEqual([{ path: 'stages', message: 'required' }]);
    // An empty line keeps the place of those behind it.
    expect(await faults(null, { ...stage, text: { ja: 'x', en: '' } }, after)).toEqual([
      { path: 'stages.1.text.en', message: 'required' },
      { path: 'stages.2.from', message: 'visa.outsideStay' },
    ]);
    expect(await faults({ ...stage, to: dayAhead(1) })).toEqual([
      { path: 'stages.0.to', message: 'endsBeforeStart' },
    ]);
    const made = await schedule(stage, { ...after, place: 'abroad' });
    expect(made.papers.map(({ number }) => number.slice(0, 3))).toEqual(['TS-', 'TS-']);
    await save(code, { version: await version(code), way: 'multiple' });
    await schedule(stage, after);
    const { papers } = await ground.officer.call('documents.ofCase', { code });
    expect(papers.map(({ kind }) => kind)).toContain('treatmentSchedule');
  });
});

it('nothing of the patient stands in clear in any table', async () => {
  const hits = await asTheOwner(ground, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    const found: string[] = [];
    for (const { name: table } of tables) {
      const rows = await sql.unsafe(`SELECT to_jsonb(t)::text AS text FROM ${table} t`);
      if (rows.some(({ text }) => (text as string).includes(MARK))) found.push(table);
    }
    return found;
  });
  expect(hits).toEqual([]);
});
