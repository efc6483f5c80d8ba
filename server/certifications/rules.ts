import { certificationHolds } from '#server/membership/index.ts';
import { REMINDER_DAYS, STANDINGS, type CertifiedStanding } from './plain.ts';

/** Days are `YYYY-MM-DD`; the last day of validity is a valid one, and without one there is no end. */
export type Validity = { kind: string; validFrom: string; validTo: string | null };

/** A standing that somebody had and has no more, with the last day on which it held. */
export type Lapse = { standing: CertifiedStanding; endedOn: string };

const DAY_MS = 86_400_000;

/** Which standings have been lost on a day. Whoever never had one has not lost it. */
export function lapsesOn(certifications: readonly Validity[], day: string): Lapse[] {
  return (Object.keys(STANDINGS) as CertifiedStanding[]).flatMap((standing) => {
    const kinds: readonly string[] = STANDINGS[standing];
    const own = certifications.filter(({ kind }) => kinds.includes(kind));
    const ends = own.flatMap(({ validTo }) => (validTo !== null && validTo < day ? [validTo] : []));
    if (ends.length === 0 || own.some((one) => certificationHolds(one, day))) return [];
    return [{ standing, endedOn: ends.reduce((a, b) => (a > b ? a : b)) }];
  });
}

/** Days from one day to another. */
export function daysUntil(end: string, today: string): number {
  return Math.round((Date.parse(end) - Date.parse(today)) / DAY_MS);
}

/** The mark that a validity has reached: 90, 60 or 30 days before its end, 0 after it; else null. */
export function markOf(validTo: string | null, today: string): number | null {
  if (validTo === null) return null;
  const left = daysUntil(validTo, today);
  if (left < 0) return 0;
  return REMINDER_DAYS.findLast((mark) => left <= mark) ?? null;
}
