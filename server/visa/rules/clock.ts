import { businessDayAfter } from '#server/platform/holidays.ts';
import type { AlarmKind, Item } from '../plain.ts';
import { lastDayOf } from './days.ts';
import { isLong, isMedical, type Plan, type Standing } from './items.ts';

/**
 * Business days from the application to the decision where nothing has to be asked in Tokyo (Ministry
 * of Foreign Affairs, ビザ 標準処理期間: 申請受理の翌日から起算して5業務日).
 */
export const DECISION_BUSINESS_DAYS = 5;
/**
 * Months for entering on a visa for a single entry, from the day after its issue (Ministry of Foreign
 * Affairs, ビザの有効期間). One for several entries says its own last day.
 */
export const ENTRY_MONTHS = 3;
/** Months in which one enters on a certificate of eligibility (Immigration Services Agency, 在留資格認定証明書). */
export const COE_MONTHS = 3;
/**
 * Business days for the report that the patient has left. The Ministry's outline (身元保証機関 取扱概要)
 * asks for it and no page that was found names a day: this one is the Forum's own, to be verified.
 */
export const EXIT_REPORT_BUSINESS_DAYS = 5;

/** The days that came of a plan; null where they have not come yet. */
export type Days = {
  coeAppliedOn: string | null;
  coeIssuedOn: string | null;
  appliedOn: string | null;
  decision: 'issued' | 'refused' | null;
  decidedOn: string | null;
  validUntil: string | null;
  enteredOn: string | null;
  stayUntil: string | null;
  leftOn: string | null;
  exitReportedOn: string | null;
};
/** When the hospital has the patient, as far as it is set. */
export type Stay = { startsOn: string; endsOn: string | null };

export type Clock = {
  decisionExpectedOn: string | null;
  enterUntil: string | null;
  coeUntil: string | null;
  exitReportDueOn: string | null;
};

/** What follows from the days that there are. */
export function clockOf(plan: Plan, days: Days): Clock {
  const { appliedOn, decision, decidedOn, coeIssuedOn, leftOn, stayUntil } = days;
  const ends = leftOn ?? stayUntil;
  return {
    decisionExpectedOn:
      appliedOn && !decision ? businessDayAfter(appliedOn, DECISION_BUSINESS_DAYS) : null,
    enterUntil: decision === 'issued' ? (days.validUntil ?? untilByRule(plan, decidedOn!)) : null,
    coeUntil: isLong(plan) && coeIssuedOn ? lastDayOf(coeIssuedOn, COE_MONTHS) : null,
    exitReportDueOn:
      isMedical(plan) && ends ? businessDayAfter(ends, EXIT_REPORT_BUSINESS_DAYS) : null,
  };
}

/** Where the visa says no last day of its own; one for several entries always does. */
function untilByRule({ way }: Plan, issuedOn: string): string | null {
  return way === 'multiple' ? null : lastDayOf(issuedOn, ENTRY_MONTHS);
}

/** Something that does not fit: the last day that would, the day that is planned, the paper it is about. */
export type Alarm = {
  kind: AlarmKind;
  limit: string;
  planned: string | null;
  item: Item | null;
};

type Ground = {
  plan: Plan;
  days: Days;
  items: readonly Standing[];
  stay: Stay | null;
  /** Whether a printed paper is older than the plan, with the day of that paper. */
  outdatedPaperOn: string | null;
  /** Whether the case is closed. */
  closed: boolean;
  today: string;
};

/**
 * Whether nothing more is to come: the departure is reported, or is known and asks for no report; or
 * the case is closed and nobody has vouched for a departure, or nobody has entered.
 */
export function isOver({ plan, days, closed }: Pick<Ground, 'plan' | 'days' | 'closed'>): boolean {
  if (days.exitReportedOn || (days.leftOn && !isMedical(plan))) return true;
  return closed && !(days.enteredOn && isMedical(plan));
}

/** Every alarm of a plan as it stands on a day, the most pressing first. */
export function alarmsOf(ground: Ground): Alarm[] {
  const { plan, days } = ground;
  if (isOver(ground)) return [];
  const clock = clockOf(plan, days);
  return days.enteredOn ? afterEntry(ground, clock) : beforeEntry(ground, clock);
}

function beforeEntry(ground: Ground, { enterUntil, coeUntil, decisionExpectedOn }: Clock): Alarm[] {
  const { plan, days, stay, today } = ground;
  const { arrivesOn } = plan;
  return [
    ...when(enterUntil !== null && today > enterUntil, 'visaRanOut', enterUntil),
    ...when(
      enterUntil !== null && today <= enterUntil && arrivesOn > enterUntil,
      'arrivesTooLate',
      enterUntil,
      arrivesOn,
    ),
    ...when(coeUntil !== null && arrivesOn > coeUntil, 'coeRunsOut', coeUntil, arrivesOn),
    ...tooOld(ground),
    ...when(
      stay !== null && stay.startsOn < arrivesOn,
      'datesDiffer',
      stay?.startsOn ?? null,
      arrivesOn,
    ),
    ...when(
      Boolean(stay?.endsOn && stay.endsOn > plan.leavesOn),
      'datesDiffer',
      plan.leavesOn,
      stay?.endsOn,
    ),
    ...when(
      decisionExpectedOn !== null && today > decisionExpectedOn,
      'decisionLate',
      decisionExpectedOn,
    ),
    ...when(
      days.decision !== 'issued' && ground.outdatedPaperOn !== null,
      'papersOutdated',
      ground.outdatedPaperOn,
    ),
  ];
}

/** Papers that are too old where they are handed in, on the day that it was or is. */
function tooOld({ days, items, today }: Ground): Alarm[] {
  const handedIn = { coe: days.coeAppliedOn, visa: days.appliedOn, entry: null };
  return items.flatMap(({ item, stage, state, goodUntil }) =>
    when(
      state === 'brought' && goodUntil !== null && (handedIn[stage] ?? today) > goodUntil,
      'paperTooOld',
      goodUntil,
      null,
      item,
    ),
  );
}

function afterEntry({ plan, days, stay, today }: Ground, { exitReportDueOn }: Clock): Alarm[] {
  const stayUntil = days.stayUntil!;
  if (days.leftOn) {
    return when(
      exitReportDueOn !== null && today > exitReportDueOn,
      'exitReportLate',
      exitReportDueOn,
    );
  }
  const ends = stay?.endsOn && stay.endsOn > plan.leavesOn ? stay.endsOn : plan.leavesOn;
  return today > stayUntil
    ? when(true, 'stayOver', stayUntil)
    : when(ends > stayUntil, 'stayTooShort', stayUntil, ends);
}

function when(
  holds: boolean,
  kind: AlarmKind,
  limit: string | null,
  planned: string | null = null,
  item: Item | null = null,
): Alarm[] {
  return holds && limit !== null ? [{ kind, limit, planned, item }] : [];
}

/** What an alarm is known by, once told: the same days are the same alarm. */
export function aboutOf({ limit, planned, item }: Alarm): string {
  return [item, limit, planned].filter((part) => part !== null).join(' ');
}
