import { DateTime } from 'luxon';
import { isOfficeHoliday } from '#server/platform/holidays.ts';
import { dayOf, daysAfter, momentOf } from '#server/platform/times.ts';
import type { OpeningHours } from './schemas.ts';

/** A span of time in milliseconds since 1970, its end not included. */
export type Span = { from: number; until: number };

export type Opening = {
  timeZone: string;
  hours: readonly OpeningHours[];
  /** The country whose holidays it keeps: Japan's, or none. */
  holidays: string | null;
};

/**
 * When something is open between two moments, in the order of time. Hours go by the clock of its own
 * zone, so that nine stays nine when daylight saving time begins; an hour that is skipped that day
 * is not there to be had.
 */
export function openSpans(opening: Opening, between: Span): Span[] {
  const spans: Span[] = [];
  const { timeZone, hours } = opening;
  const last = dayOf(new Date(between.until), timeZone);
  let day = dayOf(new Date(between.from), timeZone);
  for (; day <= last; day = daysAfter(day, 1)) {
    if (opening.holidays === 'JP' && isOfficeHoliday(day)) continue;
    const weekday = DateTime.fromISO(day).weekday;
    for (const { from, until } of hours.filter((each) => each.day === weekday)) {
      const span = {
        from: Math.max(at(day, from, timeZone), between.from),
        until: Math.min(at(day, until, timeZone), between.until),
      };
      if (span.from < span.until) spans.push(span);
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}

/** Whether something is open for the whole of a span. */
export function isOpen(opening: Opening, { from, until }: Span): boolean {
  const spans = openSpans(opening, { from, until });
  return spans.length === 1 && spans[0]!.from === from && spans[0]!.until === until;
}

/** The moment a clock shows a time on a day; where it skips that time, the moment it goes on. */
function at(day: string, time: string, zone: string): number {
  const local = `${day}T${time}`;
  const moment = momentOf(local, zone);
  return moment ? moment.getTime() : DateTime.fromISO(local, { zone }).startOf('hour').toMillis();
}
