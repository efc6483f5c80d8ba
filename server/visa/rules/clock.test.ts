import { describe, expect, it } from 'vitest';
import { aboutOf, alarmsOf, clockOf, type Days } from './clock.ts';
import type { Plan, Standing } from './items.ts';
import { nextOf } from './next.ts';

const PLAN: Plan = {
  way: 'single',
  inpatient: true,
  coeBy: null,
  companions: 1,
  arrivesOn: '2027-02-01',
  leavesOn: '2027-03-01',
};
const NOTHING: Days = {
  coeAppliedOn: null,
  coeIssuedOn: null,
  appliedOn: null,
  decision: null,
  decidedOn: null,
  validUntil: null,
  enteredOn: null,
  stayUntil: null,
  leftOn: null,
  exitReportedOn: null,
};
const ISSUED: Days = {
  ...NOTHING,
  appliedOn: '2026-12-01',
  decision: 'issued',
  decidedOn: '2026-12-08',
};
const ENTERED: Days = { ...ISSUED, enteredOn: '2027-02-01', stayUntil: '2027-05-02' };
const LONG: Plan = { ...PLAN, coeBy: 'hospital', leavesOn: '2027-06-01' };

const paper = (more: Partial<Standing>): Standing => ({
  item: 'passport',
  by: 'partner',
  stage: 'visa',
  age: null,
  state: 'open',
  on: null,
  paperOn: null,
  reason: null,
  goodUntil: null,
  version: 0,
  ...more,
});
const ground = (more: Partial<Parameters<typeof alarmsOf>[0]> = {}) => ({
  plan: PLAN,
  days: NOTHING,
  items: [],
  stay: null,
  outdatedPaperOn: null,
  closed: false,
  today: '2026-12-10',
  ...more,
});
const kinds = (more: Parameters<typeof ground>[0]) =>
  alarmsOf(ground(more)).map(({ kind }) => kind);

describe('the clock', () => {
  it('expects a decision five business days after the application, over weekends and holidays', () => {
    const days = { ...NOTHING, appliedOn: '2026-12-24' };
    // 25 and 28 December, then the offices’ rest until 3 January, 4 to 6 January.
    expect(clockOf(PLAN, days).decisionExpectedOn).toBe('2027-01-06');
    expect(clockOf(PLAN, ISSUED).decisionExpectedOn).toBeNull();
  });

  it('lets enter for three months from the day after the issue, or as the visa itself says', () => {
    expect(clockOf(PLAN, ISSUED).enterUntil).toBe('2027-03-08');
    expect(clockOf(PLAN, { ...ISSUED, validUntil: '2029-12-07' }).enterUntil).toBe('2029-12-07');
    // The rule of three months is one for a single entry.
    expect(clockOf({ ...PLAN, way: 'multiple' }, ISSUED).enterUntil).toBeNull();
  });

  it('has the departure reported after the stay, and only where a guarantor answers for it', () => {
    expect(clockOf(PLAN, ENTERED).exitReportDueOn).toBe('2027-05-12');
    expect(clockOf(PLAN, { ...ENTERED, leftOn: '2027-03-01' }).exitReportDueOn).toBe('2027-03-08');
    expect(clockOf({ ...PLAN, way: 'visitor' }, ENTERED).exitReportDueOn).toBeNull();
  });
});

describe('an alarm is raised', () => {
  it('when nobody has applied yet: none', () => {
    expect(kinds({})).toEqual([]);
  });

  it('when the planned arrival is after the last day for entering, and when that day has passed', () => {
    const plan = { ...PLAN, arrivesOn: '2027-03-09', leavesOn: '2027-04-01' };
    expect(alarmsOf(ground({ plan, days: ISSUED }))).toEqual([
      { kind: 'arrivesTooLate', limit: '2027-03-08', planned: '2027-03-09', item: null },
    ]);
    expect(kinds({ plan: { ...plan, arrivesOn: '2027-03-08' }, days: ISSUED })).toEqual([]);
    expect(kinds({ days: ISSUED, today: '2027-03-09' })).toEqual(['visaRanOut']);
  });

  it('when the certificate of eligibility is older than three months on the planned arrival', () => {
    const days = { ...NOTHING, coeAppliedOn: '2026-09-01', coeIssuedOn: '2026-10-31' };
    expect(kinds({ plan: LONG, days })).toEqual(['coeRunsOut']);
    expect(kinds({ plan: LONG, days: { ...days, coeIssuedOn: '2026-11-01' } })).toEqual([]);
  });

  it('when a paper is too old where it is handed in: today, or the day on which that was', () => {
    const items = [paper({ item: 'photo', state: 'brought', goodUntil: '2026-12-09' })];
    expect(kinds({ items })).toEqual(['paperTooOld']);
    expect(kinds({ items, today: '2026-12-09' })).toEqual([]);
    const handedIn = { ...NOTHING, appliedOn: '2026-12-09' };
    expect(kinds({ items, days: handedIn })).toEqual([]);
    expect(kinds({ items: [paper({ goodUntil: '2026-12-09' })] })).toEqual([]);
  });

  it('when the permitted stay ends before the discharge or the planned departure, and when it is over', () => {
    const days = { ...ENTERED, stayUntil: '2027-02-20' };
    expect(kinds({ days, today: '2027-02-02' })).toEqual(['stayTooShort']);
    const stay = { startsOn: '2027-02-03', endsOn: '2027-05-10' };
    expect(alarmsOf(ground({ days: ENTERED, stay, today: '2027-02-02' }))).toMatchObject([
      { kind: 'stayTooShort', limit: '2027-05-02', planned: '2027-05-10' },
    ]);
    expect(kinds({ days: ENTERED, today: '2027-05-02' })).toEqual([]);
    expect(kinds({ days: ENTERED, today: '2027-05-03' })).toEqual(['stayOver']);
  });

  it('when the treatment begins before the arrival or ends after the departure', () => {
    expect(kinds({ stay: { startsOn: '2027-01-31', endsOn: null } })).toEqual(['datesDiffer']);
    expect(kinds({ stay: { startsOn: '2027-02-01', endsOn: '2027-03-02' } })).toEqual([
      'datesDiffer',
    ]);
    expect(kinds({ stay: { startsOn: '2027-02-01', endsOn: '2027-03-01' } })).toEqual([]);
  });

  it('when an office is late, a paper older than the plan, or a departure not reported', () => {
    const days = { ...NOTHING, appliedOn: '2026-12-01' };
    expect(kinds({ days, today: '2026-12-08' })).toEqual([]);
    expect(kinds({ days, today: '2026-12-09' })).toEqual(['decisionLate']);
    expect(kinds({ outdatedPaperOn: '2026-12-02' })).toEqual(['papersOutdated']);
    const left = { ...ENTERED, leftOn: '2027-03-01' };
    expect(kinds({ days: left, today: '2027-03-08' })).toEqual([]);
    expect(kinds({ days: left, today: '2027-03-09' })).toEqual(['exitReportLate']);
    const over = { ...left, exitReportedOn: '2027-03-02' };
    expect(kinds({ days: over, today: '2027-06-01' })).toEqual([]);
  });

  it('of a closed case only for a departure that a guarantor answers for', () => {
    const closed = { closed: true, today: '2027-05-20' };
    expect(kinds({ ...closed, closed: false, days: ISSUED })).toEqual(['visaRanOut']);
    expect(kinds({ ...closed, days: ISSUED })).toEqual([]);
    expect(kinds({ ...closed, days: ENTERED })).toEqual(['stayOver']);
    expect(kinds({ ...closed, plan: { ...PLAN, way: 'visitor' }, days: ENTERED })).toEqual([]);
  });

  it('and known by what it is about: other days are another alarm', () => {
    const alarm = {
      kind: 'paperTooOld',
      limit: '2026-12-09',
      planned: null,
      item: 'photo',
    } as const;
    expect(aboutOf(alarm)).toBe('photo 2026-12-09');
    expect(aboutOf({ ...alarm, limit: '2026-12-10' })).not.toBe(aboutOf(alarm));
  });
});

describe('the next step', () => {
  const next = (more: Partial<NonNullable<Parameters<typeof nextOf>[0]>> = {}) => {
    const { step, by } = nextOf({
      plan: PLAN,
      days: NOTHING,
      items: [],
      arrivedOn: null,
      guarantor: true,
      estimate: 'accepted',
      closed: false,
      ...more,
    });
    return [step, by];
  };

  it('is the plan, then the guarantor, then the estimate', () => {
    expect(nextOf(null)).toEqual({ step: 'plan', by: 'hospital' });
    expect(next({ guarantor: false, estimate: null })).toEqual(['nameGuarantor', 'partner']);
    expect(next({ guarantor: false, plan: { ...PLAN, way: 'visitor' } })).toEqual([
      'apply',
      'partner',
    ]);
    expect(next({ estimate: null })).toEqual(['estimate', 'hospital']);
    expect(next({ estimate: 'issued' })).toEqual(['answerEstimate', 'partner']);
  });

  it('is the first open paper with whoever brings it, then the application', () => {
    const items = [
      paper({ item: 'certificate', by: 'hospital', state: 'brought' }),
      paper({ item: 'guarantee', by: 'guarantor' }),
      paper({}),
    ];
    expect(next({ items })).toEqual(['guarantee', 'guarantor']);
    expect(next({ items: items.slice(2) })).toEqual(['papers', 'partner']);
    expect(next({ items: [paper({ state: 'notNeeded' })] })).toEqual(['apply', 'partner']);
  });

  it('of a long stay is first the certificate of eligibility', () => {
    const items = [paper({ item: 'brochure', by: 'hospital', stage: 'coe' })];
    expect(next({ plan: LONG, items })).toEqual(['coePapers', 'hospital']);
    expect(next({ plan: LONG })).toEqual(['applyCoe', 'hospital']);
    expect(next({ plan: { ...LONG, coeBy: 'relative' } })).toEqual(['applyCoe', 'partner']);
    const days = { ...NOTHING, coeAppliedOn: '2026-12-01' };
    expect(next({ plan: LONG, days })).toEqual(['awaitCoe', null]);
    expect(next({ plan: LONG, days: { ...days, coeIssuedOn: '2026-12-02' } })).toEqual([
      'apply',
      'partner',
    ]);
  });

  it('leads over decision and entry to the report of the departure', () => {
    expect(next({ days: { ...NOTHING, appliedOn: '2026-12-01' } })).toEqual([
      'awaitDecision',
      null,
    ]);
    expect(next({ days: { ...ISSUED, decision: 'refused' } })).toEqual(['refused', 'partner']);
    expect(next({ days: ISSUED })).toEqual(['enter', 'partner']);
    expect(next({ plan: { ...PLAN, way: 'none' } })).toEqual(['enter', 'partner']);
    const landing = [paper({ item: 'landing', stage: 'entry' })];
    expect(next({ days: ENTERED, items: landing })).toEqual(['landing', 'partner']);
    expect(next({ days: ENTERED })).toEqual(['stay', null]);
    const left = { ...ENTERED, leftOn: '2027-03-01' };
    expect(next({ days: left })).toEqual(['exitReport', 'guarantor']);
    expect(next({ days: { ...left, exitReportedOn: '2027-03-02' } })).toEqual(['done', null]);
    expect(next({ days: left, plan: { ...PLAN, way: 'visitor' } })).toEqual(['done', null]);
  });

  it('is the entry to be confirmed, once the hospital has noted the arrival', () => {
    const arrivedOn = '2026-12-20';
    expect(next({ days: ISSUED, arrivedOn })).toEqual(['confirmEntry', 'partner']);
    expect(next({ plan: { ...PLAN, way: 'none' }, arrivedOn })).toEqual([
      'confirmEntry',
      'partner',
    ]);
    expect(next({ days: ENTERED, arrivedOn })).toEqual(['stay', null]);
  });

  it('of a closed case is at most the report of the departure', () => {
    expect(next({ closed: true, days: ISSUED })).toEqual(['overUnused', null]);
    const landing = [paper({ item: 'landing', stage: 'entry' })];
    const days = { ...ENTERED, leftOn: '2027-03-01' };
    expect(next({ closed: true, days, items: landing })).toEqual(['exitReport', 'guarantor']);
  });

  it('says what was never noted, and not that everything is done', () => {
    const items = [paper({ item: 'landing', stage: 'entry' })];
    const days = { ...ENTERED, leftOn: '2027-03-01', exitReportedOn: '2027-03-02' };
    expect(next({ closed: true, days, items })).toEqual(['donePapers', null]);
    expect(next({ closed: true, days })).toEqual(['done', null]);
    const visitor = { ...PLAN, way: 'visitor' } as const;
    expect(next({ closed: true, plan: visitor, days: ENTERED })).toEqual(['overUnleft', null]);
  });
});
