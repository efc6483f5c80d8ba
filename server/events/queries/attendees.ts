import { z } from 'zod';
import { visible } from '#server/platform/access/access.ts';
import { id } from '#server/platform/ids.ts';
import { query } from '#server/platform/use-case.ts';
import { event, registration } from '../access.ts';
import { ATTENDEE_PAGE, attendeesOf } from '../attendees.ts';
import { countSeats } from '../seats.ts';
import { headOf } from '../view.ts';

export const listAttendees = query('events.attendees', {
  summary:
    'Who holds a seat and who waits: all of them for the secretariat, one’s own organisation’s for its representative.',
  input: z.strictObject({ eventId: id('event'), page: z.int().min(1).max(1000).default(1) }),
  subject: event.of('eventId'),
  gate: 'event.listAttendees',
  async run({ input, subject, actor, tx, may }) {
    const mine = visible(actor, 'event.listAttendees', registration);
    const { rows, total } = await attendeesOf(tx, subject.id, mine, input.page);
    return {
      event: headOf(subject, await countSeats(tx, subject), tx.now),
      attendees: rows,
      total,
      page: input.page,
      pages: Math.max(1, Math.ceil(total / ATTENDEE_PAGE)),
      may: {
        export: may('event.exportAttendees', event, subject),
        // Whoever may list a registration may give it back, before the event is over.
        cancel: subject.endsAt > tx.now,
      },
    };
  },
});
