import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { event } from '../access.ts';
import { lockEvent } from '../seats.ts';

export const removeSession = command('events.removeSession', {
  summary: 'Takes a session out of the programme. A published event keeps at least one.',
  input: z.strictObject({ eventId: id('event'), sessionId: z.uuid() }),
  subject: event.of('eventId'),
  gate: 'event.write',
  async run({ input, tx, emit, audit }) {
    const { eventId, sessionId } = input;
    const of = await lockEvent(tx, eventId);
    if (of.state === 'published') {
      const others = await tx.sql`
        SELECT 1 FROM event_session WHERE event_id = ${eventId} AND id <> ${sessionId} LIMIT 1`;
      if (others.length === 0) throw conflict('PROGRAMME_EMPTY');
    }
    const removed = await tx.sql`
      DELETE FROM event_session WHERE id = ${sessionId} AND event_id = ${eventId} RETURNING id`;
    if (removed.length > 0) {
      await emit({ kind: 'event', id: eventId }, 'programme.changed', { sessionId });
    }
    audit({ eventId, sessionId });
    return { eventId, sessionId };
  },
});
