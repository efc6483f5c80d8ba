import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { query } from '#server/platform/use-case.ts';
import { event } from '../access.ts';
import { activeRegistration, waitingPlace } from '../seats.ts';
import { eventView, ownPlace } from '../view.ts';

export const eventPage = query('events.page', {
  summary:
    'One event: its programme by day and room, its seats, your own place and what you may do.',
  input: z.strictObject({ eventId: id('event') }),
  subject: event.of('eventId'),
  gate: 'event.view',
  async run({ subject, actor, tx, may }) {
    const view = await eventView(tx, subject, actor);
    const mine = actor.personId ? await activeRegistration(tx, subject.id, actor.personId) : null;
    return {
      ...view,
      ...ownPlace(view, mine, mine && (await waitingPlace(tx, mine))),
      may: {
        register: actor.orgId !== null && may('event.register', event, subject),
        write: may('event.write', event, subject),
        listAttendees: may('event.listAttendees', event, subject),
        exportAttendees: may('event.exportAttendees', event, subject),
      },
    };
  },
});
