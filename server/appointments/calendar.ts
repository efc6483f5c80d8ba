import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Lang } from '#server/platform/i18n/translate.ts';

type Entry = {
  id: string;
  version: number;
  startsAt: Date;
  endsAt: Date;
  summary: string;
  location: string;
  url: string;
  cancelled: boolean;
};

/**
 * An appointment as an iCalendar text (RFC 5545). It lies in calendars that others read, so it knows
 * the case by its code alone: no patient, no illness, no department.
 */
export function calendarOf(one: Entry, lang: Lang, now: Date): string {
  const calendar = ical({
    prodId: { company: 'MEJ', product: 'Forum', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: one.id,
    sequence: one.version,
    stamp: now,
    start: one.startsAt,
    end: one.endsAt,
    summary: one.summary,
    location: one.location || null,
    url: one.url,
    status: one.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
