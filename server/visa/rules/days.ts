import { DateTime } from 'luxon';

/** Calendar days are `YYYY-MM-DD`, as they are in Japan. */
type Day = string;

const at = (day: Day) => DateTime.fromISO(day, { zone: 'utc' });

/** Days from one day to another; the first is not counted, as the law counts a stay (民法140条). */
export function daysFrom(from: Day, to: Day): number {
  return Math.round(at(to).diff(at(from), 'days').days);
}

export function dayAfter(day: Day, days: number): Day {
  return at(day).plus({ days }).toISODate()!;
}

/**
 * The last day of so many months that begin on the day after `day`: the day before the one that
 * corresponds to the first, or where the last month has no such day its end (民法143条2項).
 */
export function lastDayOf(day: Day, months: number): Day {
  const first = at(day).plus({ days: 1 });
  const corresponding = first.plus({ months });
  const isThere = corresponding.day === first.day;
  return (isThere ? corresponding.minus({ days: 1 }) : corresponding).toISODate()!;
}
