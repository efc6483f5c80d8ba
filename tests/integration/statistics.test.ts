import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf, orgOf } from '#prisma/seed/cast.ts';
import { newId } from '#server/platform/ids.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { figuresFor } from '#server/statistics/figures.ts';
import { publishedSpan } from '#server/statistics/rules.ts';
import { publishStatistics } from '#server/statistics/index.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import { asTheOwner, atMoment, referralsGround, refusal, type Ground } from './referrals-ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
  await crowd();
});
afterAll(() => ground.close());

const DAY = 86_400_000;
const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
const { to } = publishedSpan(today);
/** Some weeks before the end of what is published, and still within a year of today. */
const SUBMITTED = new Date(Date.parse(to) - 40 * DAY);

/** Patients by specialty, country, and days until a hospital accepted; null: none could. */
const CROWD: { specialty: string; country: string; days: number | null; count: number }[] = [
  { specialty: 'cardiology', country: 'MN', days: 2, count: 14 },
  { specialty: 'cardiology', country: 'VN', days: 6, count: 12 },
  { specialty: 'neurosurgery', country: 'MN', days: 9, count: 11 },
  { specialty: 'orthopedics', country: 'VN', days: 3, count: 4 },
  { specialty: 'urology', country: 'KZ', days: 3, count: 3 },
  { specialty: 'urology', country: 'MN', days: null, count: 12 },
];

/** Closed cases of patients who do not exist: rows that statistics read, and no others. */
function crowd() {
  const at = (days: number) => new Date(SUBMITTED.getTime() + days * DAY);
  const rows = CROWD.flatMap(({ count, days, ...facts }, group) =>
    Array.from({ length: count }, (_, i) => ({
      ...facts,
      id: newId(),
      offer: newId(),
      event: newId(),
      code: `ZZ${group}${String(i).padStart(5, '0')}-0`,
      state: days === null ? 'noTaker' : 'closed',
      accepted: days !== null,
      submitted: SUBMITTED,
      answered: days === null ? null : at(days),
      arrived: at(20),
    })),
  );
  return asTheOwner(ground, async (sql) => {
    // The demo's own cases lie so many days before today: they are not counted here.
    await sql`UPDATE referral SET submitted_at = NULL`;
    await sql`
      INSERT INTO referral (id, code, state, mode, partner_org_id, created_by, facilitator_org_id, specialty,
             icd_block, sex, age_band, country, languages, payer, request, created_at, submitted_at)
      SELECT c.id, c.code, c.state, 'COLLECT', ${idOf('organisation', 'altangol')}, ${idOf('person', 'temuulen')},
             ${guarantor()}, c.specialty, 'I30-I52', 'male', '60-69', c.country, '{}', 'self', '{}', c.submitted, c.submitted
        FROM jsonb_to_recordset(${sql.json(rows as never)}) AS c(id uuid, code text, state text, specialty text,
             country text, submitted timestamptz)`;
    await sql`
      INSERT INTO offer (id, referral_id, org_id, status, sent_at, answered_at)
      SELECT c.offer, c.id, ${orgOf('shiomi').id}, 'accepted', c.submitted, c.answered
        FROM jsonb_to_recordset(${sql.json(rows as never)}) AS c(id uuid, offer uuid, accepted boolean,
             submitted timestamptz, answered timestamptz) WHERE c.accepted`;
    await sql`
      UPDATE referral r SET accepted_offer_id = f.id, accepted_org_id = f.org_id
        FROM offer f WHERE f.referral_id = r.id AND r.code LIKE 'ZZ%'`;
    await sql`
      INSERT INTO referral_event (id, referral_id, at, type)
      SELECT c.event, c.id, c.arrived, 'arrived'
        FROM jsonb_to_recordset(${sql.json(rows as never)}) AS c(id uuid, event uuid, accepted boolean,
             arrived timestamptz) WHERE c.accepted`;
  });
}

/** The company of the cast that guarantees patients. */
function guarantor(): string {
  return orgOf(GUARANTOR).id;
}
const GUARANTOR = 'minazuki';

const figures = (who: Awaited<ReturnType<Ground['as']>>) => who.call('statistics.page', {});

describe('statistics', () => {
  it('tell whoever counts others’ patients nothing before the night’s job has counted, and no live numbers after it', async () => {
    for (const who of [ground.otherPartner, await ground.as('observer@renkei.example')]) {
      expect(await figures(who)).toMatchObject({
        counted: false,
        specialties: null,
        countries: null,
        outcomes: null,
      });
    }
    expect((await ground.otherPartner.call('statistics.export', {})).csv).not.toContain(
      'cardiology',
    );
    expect((await figures(ground.shiomi)).counted).toBe(true);
    expect(await publishStatistics(ground.database)).toBeGreaterThan(2);
    expect(await publishStatistics(ground.database)).toBe(0);
    const { actor } = ground.otherPartner;
    const { specialties, countries, outcomes, counted } = await figures(ground.otherPartner);
    const live = await transaction(ground.database, {}, (tx) =>
      figuresFor(tx, actor, publishedSpan(today)),
    );
    // Counted by the job as for the person who asks.
    expect([counted, { specialties, countries, outcomes }]).toEqual([true, live]);
  });

  it('tell a partner and the government nothing of fewer than ten, and what is left over is ten or more', async () => {
    for (const who of [ground.otherPartner, await ground.as('observer@renkei.example')]) {
      const told = await figures(who);
      expect(told.smallest).toBe(10);
      const keys = told.specialties!.shown.map(({ key, n }) => [key, n]);
      // Four and three are too few, and so is their sum: the smallest that could be shown goes with them.
      expect(keys).toEqual([['cardiology', 26]]);
      expect(told.specialties!.rest).toBeGreaterThanOrEqual(18);
      for (const table of [told.specialties!, told.countries!, told.outcomes!]) {
        for (const { n } of table.shown) expect(n).toBeGreaterThanOrEqual(10);
        expect(table.rest === 0 || table.rest >= 10).toBe(true);
      }
      expect(told.counters).toEqual([]);
    }
  });

  it('tell a sender nothing from which its own patients could be subtracted, and a guarantor nothing of few', async () => {
    const sender = await figures(ground.partner);
    expect([sender.specialties, sender.countries, sender.outcomes]).toEqual([null, null, null]);
    const company = await figures(await ground.as('facilitator@minazuki.example'));
    expect(company.specialties?.shown.map(({ key }) => key)).not.toContain('urology');
  });

  it('give a hospital its own patients in full, and those of no other', async () => {
    const shiomi = await figures(ground.shiomi);
    expect(shiomi.smallest).toBeNull();
    const own = Object.fromEntries(shiomi.specialties!.shown.map(({ key, ...one }) => [key, one]));
    expect(own['urology']).toMatchObject({ n: 3, median: 3 });
    expect(own['cardiology']).toMatchObject({ n: 26, q1: 2, median: 2, q3: 6 });
    const aoba = await figures(ground.aoba);
    expect(aoba.specialties?.shown.map(({ key }) => key) ?? []).not.toContain('urology');
    expect(shiomi.counters.map(({ slug }) => slug)).toEqual(['shiomi']);
  });

  it('count by the rules of a certification, for the hospital and for the guarantor', async () => {
    const lineOf = (told: Awaited<ReturnType<typeof figures>>, slug: string, rule: string) =>
      told.counters.find((one) => one.slug === slug)!.counters.find((one) => one.rule === rule)!
        .lines;
    const desk = await figures(ground.officer);
    expect(lineOf(desk, 'shiomi', 'JIH')).toMatchObject([
      { what: 'arrived', least: 10, shortfall: 0 },
    ]);
    expect(lineOf(desk, 'kaedeno', 'JIH')).toMatchObject([{ counted: 0, shortfall: 10 }]);
    const [, ...halves] = lineOf(desk, GUARANTOR, 'guarantorB');
    expect(halves.map(({ shortfall }) => shortfall).slice(0, 2)).toEqual([1, 1]);
    expect(halves.reduce((sum, { counted }) => sum + counted, 0)).toBeGreaterThanOrEqual(44);
    const own = await figures(ground.shiomi);
    expect(lineOf(own, 'shiomi', 'JIH')).toEqual(lineOf(desk, 'shiomi', 'JIH'));
  });

  it('still count a patient whose data have been erased', async () => {
    const counted = async () => {
      const desk = await figures(ground.officer);
      const { counters } = desk.counters.find(({ slug }) => slug === 'shiomi')!;
      return [counters, desk.outcomes];
    };
    const before = await counted();
    await asTheOwner(ground, async (sql) => {
      await sql`
        INSERT INTO referral_event (id, referral_id, at, type, from_state, to_state)
        SELECT gen_random_uuid(), id, now(), 'erased', state, 'erased' FROM referral WHERE code LIKE 'ZZ0%'`;
      await sql`UPDATE referral SET state = 'erased' WHERE code LIKE 'ZZ0%'`;
    });
    expect(await counted()).toEqual(before);
  });

  it('told to others stay as they were counted for the quarter, whatever becomes of patients meanwhile', async () => {
    const observer = await ground.as('observer@renkei.example');
    const numbers = async (who: Someone) => {
      const { specialties, countries, outcomes } = await figures(who);
      return { specialties, countries, outcomes };
    };
    const live = await numbers(ground.otherPartner);
    expect((await numbers(ground.partner)).specialties).toBeNull();
    const desk = await numbers(ground.officer);
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET specialty = 'urology' WHERE code LIKE 'ZZ1%'`,
    );
    expect(await numbers(ground.otherPartner)).toEqual(live);
    expect(await numbers(observer)).toEqual(live);
    expect(await numbers(ground.officer)).not.toEqual(desk);
    const next = new Date(Date.parse(to) + 93 * DAY);
    await atMoment(ground, next, async () => {
      expect((await figures(ground.otherPartner)).counted).toBe(false);
      await publishStatistics(ground.database);
      const moved = await numbers(ground.otherPartner);
      expect(moved.specialties?.shown.map(({ key }) => key)).not.toEqual(['cardiology']);
      await publishStatistics(ground.database);
      expect(await numbers(ground.otherPartner)).toEqual(moved);
    });
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET specialty = 'cardiology' WHERE code LIKE 'ZZ1%'`,
    );
  });

  it('are for those who answer for an organisation, and as a file say no more than the page', async () => {
    const doctor = await ground.as('doctor@aoba.example');
    expect((await refusal(figures(doctor))).kind).toBe('forbidden');
    const { csv } = await ground.otherPartner.call('statistics.export', {});
    expect(csv).toContain('"specialties","cardiology",26');
    expect(csv).not.toMatch(/urology|KZ/);
  });
});
