import { DateTime } from 'luxon';

/**
 * The moment at which a clock in `zone` shows `local` (`2027-03-12T09:00`), or null where no clock
 * ever shows it: the hour that is skipped when daylight saving time begins. An hour that comes twice
 * is the first of the two.
 */
export function momentOf(local: string, zone: string): Date | null {
  const there = DateTime.fromISO(local, { zone });
  if (!there.isValid || localOf(there.toJSDate(), zone) !== local) return null;
  const first = there.getPossibleOffsets().reduce((a, b) => (b.toMillis() < a.toMillis() ? b : a));
  return first.toJSDate();
}

/** What a clock in `zone` shows at a moment: `2027-03-12T09:00`. */
export function localOf(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** The calendar day in `zone`: `2027-03-12`. */
export function dayOf(at: Date, zone: string): string {
  return localOf(at, zone).slice(0, 10);
}

/** The calendar day in Japan, by which offices and hospitals go: `2027-03-12`. */
export function dayInJapan(at: Date): string {
  return dayOf(at, 'Asia/Tokyo');
}

/** The hour's beginning at or before a moment, by the clock of the zone. */
export function hourBefore(at: Date, zone: string): Date {
  return DateTime.fromJSDate(at, { zone }).startOf('hour').toJSDate();
}

/** The moment at which a day begins in `zone`; where midnight is skipped, the first moment after. */
export function dayStart(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).startOf('day').toJSDate();
}

/** The calendar day so many days after another: `2027-03-12`. */
export function daysAfter(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate()!;
}
