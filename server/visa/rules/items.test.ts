import { describe, expect, it } from 'vitest';
import { lastDayOf } from './days.ts';
import { faultsOf, goodUntil, isLong, itemsOf, type Plan } from './items.ts';

const plan = (more: Partial<Plan> = {}): Plan => ({
  way: 'single',
  inpatient: true,
  coeBy: null,
  companions: 0,
  arrivesOn: '2027-02-01',
  leavesOn: '2027-03-01',
  ...more,
});
const LONG = { leavesOn: '2027-06-01', coeBy: 'hospital' } as const;
const names = (of: Plan, country = 'MN') => itemsOf(of, country).map(({ item }) => item);
const faults = (of: Plan) => faultsOf(of).map(({ path, message }) => `${path} ${message}`);

describe('a stay', () => {
  it('is long from the 91st day after the entry, the day of entry not counted', () => {
    expect(isLong(plan({ leavesOn: '2027-05-02' }))).toBe(false);
    expect(isLong(plan({ leavesOn: '2027-05-03' }))).toBe(true);
  });

  it('of more than 90 days is in hospital, for a single entry, and somebody applies for its certificate', () => {
    expect(faults(plan(LONG))).toEqual([]);
    expect(faults(plan({ ...LONG, inpatient: false }))).toEqual(['inpatient visa.longIsInpatient']);
    expect(faults(plan({ ...LONG, coeBy: null }))).toEqual(['coeBy required']);
    expect(faults(plan({ ...LONG, way: 'multiple' }))).toEqual(['way visa.multipleIsShort']);
    for (const way of ['visitor', 'none'] as const) {
      expect(faults(plan({ ...LONG, way }))).toEqual(['way visa.wayIsShort']);
    }
  });

  it('does not end before it begins, nor last longer than a year', () => {
    expect(faults(plan({ leavesOn: '2027-01-31' }))).toEqual(['leavesOn endsBeforeStart']);
    expect(faults(plan({ ...LONG, leavesOn: '2028-02-01' }))).toEqual([]);
    expect(faults(plan({ ...LONG, leavesOn: '2028-02-02' }))).toEqual([
      'leavesOn visa.longerThanYear',
    ]);
  });
});

describe('the checklist', () => {
  it('of a single entry of up to 90 days asks for certificate, guarantee and funds', () => {
    expect(names(plan())).toEqual([
      'certificate',
      'guarantee',
      'passport',
      'form',
      'photo',
      'funds',
      'landing',
    ]);
  });

  it('of several entries asks for a treatment schedule, and of companions for their papers', () => {
    expect(names(plan({ way: 'multiple', companions: 2 }))).toEqual(
      expect.arrayContaining(['schedule', 'companionPapers']),
    );
  });

  it('of 120 days is another one: papers for the certificate of eligibility, not older than three months', () => {
    const items = itemsOf(plan({ ...LONG, leavesOn: '2027-06-01' }), 'MN');
    expect(items.filter(({ stage }) => stage === 'coe').map(({ item }) => item)).toEqual([
      'acceptance',
      'brochure',
      'lodging',
      'payment',
      'schedule',
      'photo',
    ]);
    expect(items.find(({ item }) => item === 'payment')!.age).toEqual({ months: 3 });
    expect(items.map(({ item }) => item)).not.toContain('funds');
  });

  it('of a short-term visitor needs no guarantor, and without a visa little more than the passport', () => {
    expect(names(plan({ way: 'visitor' }))).toEqual([
      'certificate',
      'passport',
      'form',
      'photo',
      'funds',
      'itinerary',
      'landing',
    ]);
    expect(names(plan({ way: 'none', companions: 1 }))).toEqual(['passport', 'landing']);
  });

  it('of a long stay asks those of some countries for a proof about tuberculosis, from its first day on', () => {
    const long = plan({ ...LONG, arrivesOn: '2027-01-04' });
    expect(names(long, 'ID')).toContain('tbClearance');
    expect(names({ ...long, arrivesOn: '2027-01-03' }, 'ID')).not.toContain('tbClearance');
    expect(names(long, 'MN')).not.toContain('tbClearance');
    expect(names(plan({ arrivesOn: '2027-02-01' }), 'PH')).not.toContain('tbClearance');
  });
});

describe('months from the day after', () => {
  it('end the day before the corresponding day, or with a shorter month', () => {
    expect(lastDayOf('2026-11-10', 3)).toBe('2027-02-10');
    expect(lastDayOf('2026-11-29', 3)).toBe('2027-02-28');
    expect(lastDayOf('2026-11-30', 3)).toBe('2027-02-28');
    expect(lastDayOf('2027-01-31', 1)).toBe('2027-02-28');
  });

  it('and days make a paper too old on the day after', () => {
    expect(goodUntil({ months: 3 }, '2026-12-15')).toBe('2027-03-15');
    expect(goodUntil({ days: 180 }, '2027-01-01')).toBe('2027-06-30');
  });
});
