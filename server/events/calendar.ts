import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { label } from '#server/platform/i18n/label.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { localOf } from '#server/platform/times.ts';
import type { EventRow } from './access.ts';
import type { SessionWithSpeakers } from './sessions.ts';

/**
 * An event as an iCalendar text (RFC 5545). Its UID is the event's id and its SEQUENCE the version,
 * so that a calendar which holds the entry already, by file or by mail, updates it.
 */
export function calendarOf(
  event: EventRow,
  programme: readonly SessionWithSpeakers[],
  { lang, url, now }: { lang: Lang; url: string; now: Date },
): string {
  const calendar = ical({
    prodId: { company: 'MEJ', product: 'Forum', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: event.id,
    sequence: event.version,
    stamp: now,
    start: event.startsAt,
    end: event.endsAt,
    summary: oneLine(label(event.title, lang) || event.slug),
    location: oneLine(label(event.place, lang)) || null,
    description: programmeText(event, programme, lang, url),
    url,
    status: event.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}

function programmeText(
  event: EventRow,
  programme: readonly SessionWithSpeakers[],
  lang: Lang,
  url: string,
): string {
  const lines = programme.map((session) => {
    const [from, to] = [session.startsAt, session.endsAt].map((at) => localOf(at, event.timeZone));
    const title = oneLine(label(session.title, lang));
    const room = oneLine(label(session.room, lang));
    return `${from!.replace('T', ' ')}–${to!.slice(11)}  ${title}  [${room}]`;
  });
  return [...lines, '', `${event.timeZone}`, url].join('\n');
}

/** Titles stand on one line: a line break in one would otherwise begin a property of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
