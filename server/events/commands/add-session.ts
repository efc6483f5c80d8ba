import { z } from 'zod';
import { id, newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { event } from '../access.ts';
import { sessionFields } from '../schemas.ts';
import { lockEvent } from '../seats.ts';
import { requireFits, sessionsOf, spanOf } from '../sessions.ts';
import { writeSpeakers } from '../speakers.ts';

export const addSession = command('events.addSession', {
  summary:
    'Adds a session to the programme. Refused where the room or a speaker is taken at that time; the answer names the sessions in the way.',
  input: z.strictObject({ eventId: id('event'), ...sessionFields }),
  subject: event.of('eventId'),
  gate: 'event.write',
  async run({ input, tx, emit, audit }) {
    const of = await lockEvent(tx, input.eventId);
    const { title, kind, room, spokenLangs, interpretation, speakers } = input;
    const sessionId = newId();
    const slot = { id: sessionId, room, speakers, ...spanOf(input, of.timeZone) };
    requireFits(of, slot, await sessionsOf(tx, of.id));
    await tx.sql`
      INSERT INTO event_session (id, event_id, kind, title, room, starts_at, ends_at, spoken_langs,
        interpretation)
      VALUES (${sessionId}, ${of.id}, ${kind}, ${JSON.stringify(title)}, ${JSON.stringify(room)},
        ${slot.startsAt}, ${slot.endsAt}, ${spokenLangs}, ${JSON.stringify(interpretation)})`;
    await writeSpeakers(tx, sessionId, speakers);
    await emit({ kind: 'event', id: of.id }, 'programme.changed', { sessionId });
    audit({ eventId: of.id, sessionId });
    return { eventId: of.id, sessionId };
  },
});
