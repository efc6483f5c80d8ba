import { DateTime } from 'luxon';

const MOST_DAYS_AHEAD = 366;

/**
 * What is wrong with a last day (`YYYY-MM-DD`) said today: a key of the errors, or null. A member may
 * leave at any time, so today is early enough; more than a year ahead nobody can plan.
 */
export function faultOfLastDay(leavesOn: string, today: string): 'inThePast' | 'tooFar' | null {
  if (leavesOn < today) return 'inThePast';
  return leavesOn > plusDays(today, MOST_DAYS_AHEAD) ? 'tooFar' : null;
}

/** The last day that is proposed: the end of the fiscal year, 31 March, at least a month from today. */
export function proposedLastDay(today: string): string {
  const year = Number(today.slice(0, 4));
  const end = `${year}-03-31`;
  return plusDays(today, 30) <= end ? end : `${year + 1}-03-31`;
}

/** Whether somebody typed a name of the organisation; case, width and blanks do not matter. */
export function isTypedName(typed: string, names: Record<string, string>): boolean {
  const wanted = plain(typed);
  return wanted !== '' && Object.values(names).some((name) => plain(name) === wanted);
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

function plusDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate()!;
}
