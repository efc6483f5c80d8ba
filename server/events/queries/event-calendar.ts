import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { query } from '#server/platform/use-case.ts';
import { event } from '../access.ts';
import { calendarOf } from '../calendar.ts';
import { sessionsOf } from '../sessions.ts';

export const eventCalendar = query('events.calendar', {
  summary: 'The event as an iCalendar file, programme included.',
  input: z.strictObject({ eventId: id('event') }),
  subject: event.of('eventId'),
  gate: 'event.view',
  async run({ subject, actor, tx, services }) {
    const sessions = await sessionsOf(tx, subject.id);
    const url = `${services.origin()}/events/${subject.id}`;
    return {
      fileName: `${subject.slug}.ics`,
      calendar: calendarOf(subject, sessions, { lang: actor.lang, url, now: tx.now }),
    };
  },
});
