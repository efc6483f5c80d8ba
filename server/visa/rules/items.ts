import { MEDICAL_WAYS, type Item, type ItemState, type Party, type Way } from '../plain.ts';
import { dayAfter, daysFrom, lastDayOf } from './days.ts';

/**
 * A stay of more days than these is no short one: the patient must be in hospital, and somebody in
 * Japan applies for a certificate of eligibility (Immigration Services Agency, 特定活動8; Ministry of
 * Foreign Affairs, 医療滞在ビザ).
 */
export const SHORT_STAY_DAYS = 90;
/** The longest period of stay of the visa for a medical stay: a year (Ministry of Foreign Affairs). */
export const LONGEST_STAY_DAYS = 365;
/** Papers for the certificate of eligibility are not older than this on handing in (特定活動8). */
export const COE_PAPER_MONTHS = 3;
/** Nor is a photograph older than this (特定活動8: 申請前6か月以内). */
export const PHOTO_MONTHS = 6;

/**
 * Whose long stays ask for a proof that there is no tuberculosis (入国前結核スクリーニング), by the
 * country of residence and from which day, and how long such a proof holds. Not compared with the
 * Ministry of Health's page yet: to be verified before a case depends on it.
 */
export const TB_CLEARANCE_FROM: Readonly<Record<string, string>> = {
  PH: '2025-06-23',
  NP: '2025-06-23',
  VN: '2025-09-01',
  ID: '2027-01-04',
};
export const TB_CLEARANCE_DAYS = 180;

/** What the checklist depends on. */
export type Plan = {
  way: Way;
  inpatient: boolean;
  coeBy: 'hospital' | 'relative' | null;
  companions: number;
  arrivesOn: string;
  leavesOn: string;
};

/** coe: handed in for the certificate of eligibility; visa: with the application; entry: after landing. */
export type Stage = 'coe' | 'visa' | 'entry';
export type Age = { months: number } | { days: number };
export type Needed = { item: Item; by: Party; stage: Stage; age: Age | null };

export function isLong({ arrivesOn, leavesOn }: Pick<Plan, 'arrivesOn' | 'leavesOn'>): boolean {
  return daysFrom(arrivesOn, leavesOn) > SHORT_STAY_DAYS;
}

export function isMedical({ way }: Pick<Plan, 'way'>): boolean {
  return MEDICAL_WAYS.includes(way);
}

/**
 * What is wrong with a plan, by field: a long stay is for a single entry and in hospital, and needs
 * somebody who applies for the certificate of eligibility.
 */
export function faultsOf(plan: Plan): { path: keyof Plan; message: string }[] {
  if (plan.leavesOn < plan.arrivesOn) return [{ path: 'leavesOn', message: 'endsBeforeStart' }];
  if (daysFrom(plan.arrivesOn, plan.leavesOn) > LONGEST_STAY_DAYS) {
    return [{ path: 'leavesOn', message: 'visa.longerThanYear' }];
  }
  if (!isLong(plan)) return [];
  if (plan.way === 'multiple') return [{ path: 'way', message: 'visa.multipleIsShort' }];
  if (plan.way !== 'single') return [{ path: 'way', message: 'visa.wayIsShort' }];
  return [
    ...(plan.inpatient ? [] : [{ path: 'inpatient' as const, message: 'visa.longIsInpatient' }]),
    ...(plan.coeBy ? [] : [{ path: 'coeBy' as const, message: 'required' }]),
  ];
}

/**
 * The papers of a plan, and who brings each, in the order in which they are needed (Ministry of
 * Foreign Affairs, 医療滞在ビザ; for a long stay Immigration Services Agency, 特定活動8).
 * @param country where the patient lives, ISO 3166-1 alpha-2
 */
export function itemsOf(plan: Plan, country: string): Needed[] {
  const long = isLong(plan);
  const medical = isMedical(plan);
  const visa = plan.way !== 'none';
  const coe = { months: COE_PAPER_MONTHS };
  const tbFrom = TB_CLEARANCE_FROM[country];
  const needed: (Needed | false)[] = [
    long && need('acceptance', 'hospital', 'coe', coe),
    long && need('brochure', 'hospital', 'coe', coe),
    long && need('lodging', 'partner', 'coe', coe),
    long && need('payment', 'partner', 'coe', coe),
    (long || plan.way === 'multiple') &&
      need('schedule', 'hospital', long ? 'coe' : 'visa', long ? coe : null),
    visa && need('certificate', 'hospital', 'visa'),
    medical && need('guarantee', 'guarantor', 'visa'),
    need('passport', 'partner', visa ? 'visa' : 'entry'),
    visa && need('form', 'partner', 'visa'),
    visa && need('photo', 'partner', long ? 'coe' : 'visa', { months: PHOTO_MONTHS }),
    visa && !long && need('funds', 'partner', 'visa'),
    plan.way === 'visitor' && need('itinerary', 'partner', 'visa'),
    visa && plan.companions > 0 && need('companionPapers', 'partner', 'visa'),
    long &&
      tbFrom !== undefined &&
      plan.arrivesOn >= tbFrom &&
      need('tbClearance', 'partner', 'coe', { days: TB_CLEARANCE_DAYS }),
    need('landing', 'partner', 'entry'),
  ];
  return needed.filter((each) => each !== false);
}

function need(item: Item, by: Party, stage: Stage, age: Age | null = null): Needed {
  return { item, by, stage, age };
}

/** The last day on which a paper of a day is young enough. */
export function goodUntil(age: Age, paperOn: string): string {
  return 'months' in age ? lastDayOf(paperOn, age.months) : dayAfter(paperOn, age.days);
}

/** How a paper of the checklist stands. */
export type Standing = Needed & {
  state: ItemState;
  on: string | null;
  paperOn: string | null;
  reason: string | null;
  goodUntil: string | null;
  version: number;
};
