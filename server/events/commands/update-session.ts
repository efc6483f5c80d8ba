import { z } from 'zod';
import { AppError, notFound } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { event } from '../access.ts';
import { sessionFields } from '../schemas.ts';
import { lockEvent } from '../seats.ts';
import { sessionTag } from '../session-tag.ts';
import { requireFits, sessionsOf, spanOf } from '../sessions.ts';
import { personBehind, writeSpeakers } from '../speakers.ts';

export const updateSession = command('events.updateSession', {
  summary:
    'Replaces a session of the programme. `seen` is the mark of the state you looked at: where the session was changed since, the answer is 409 STALE.',
  input: z.strictObject({
    eventId: id('event'),
    sessionId: z.uuid(),
    seen: z.string().max(40).optional(),
    ...sessionFields,
  }),
  subject: event.of('eventId'),
  gate: 'event.write',
  async run({ input, tx, emit, audit }) {
    const of = await lockEvent(tx, input.eventId);
    const programme = await sessionsOf(tx, of.id);
    const before = programme.find((each) => each.id === input.sessionId);
    if (!before) throw notFound();
    if (input.seen !== undefined && input.seen !== sessionTag(before)) {
      throw new AppError('conflict', 'STALE', {
        detail: 'The session was changed in the meantime.',
      });
    }
    const { title, kind, room, spokenLangs, interpretation } = input;
    // A speaker who keeps the name keeps the person behind it.
    const speakers = input.speakers.map((each) => ({
      ...each,
      ...personBehind(before.speakers, each.name),
    }));
    const slot = { id: before.id, room, speakers, ...spanOf(input, of.timeZone) };
    requireFits(of, slot, programme);
    await tx.sql`
      UPDATE event_session SET kind = ${kind}, title = ${JSON.stringify(title)},
        room = ${JSON.stringify(room)}, starts_at = ${slot.startsAt}, ends_at = ${slot.endsAt},
        spoken_langs = ${spokenLangs}, interpretation = ${JSON.stringify(interpretation)}
      WHERE id = ${before.id}`;
    await writeSpeakers(tx, before.id, speakers);
    await emit({ kind: 'event', id: of.id }, 'programme.changed', { sessionId: before.id });
    audit({ eventId: of.id, sessionId: before.id });
    return { eventId: of.id, sessionId: before.id };
  },
});
