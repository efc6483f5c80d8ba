import { z } from 'zod';
import { audience } from '#server/platform/access/access.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { notify } from '#server/notifications/index.ts';
import { event } from '../access.ts';
import { publishFaults } from '../rules.ts';
import { lockEvent } from '../seats.ts';
import { sessionsOf } from '../sessions.ts';

/** Faults of what is there; the others are of what is missing. */
const NOT_EMPTY: Record<string, string> = {
  inThePast: 'inThePast',
  sessionsOutside: 'sessionsOutside',
};

export const publishEvent = command('events.publish', {
  summary: 'Publishes a draft: its audience sees it from now on and may register.',
  input: z.strictObject({ eventId: id('event') }),
  subject: event.of('eventId'),
  gate: 'event.write',
  async run({ input, actor, tx, emit, audit }) {
    const draft = await lockEvent(tx, input.eventId);
    if (draft.state === 'published') return { eventId: draft.id, state: draft.state };
    if (draft.state !== 'draft') throw conflict('STATE_CHANGED');
    const faults = publishFaults(draft, await sessionsOf(tx, draft.id), tx.now);
    if (faults.length > 0) {
      throw invalid(
        'NOT_READY_TO_PUBLISH',
        `Missing: ${faults.join(', ')}.`,
        faults.map((fault) => ({ path: fault, message: NOT_EMPTY[fault] ?? 'required' })),
      );
    }
    await tx.sql`UPDATE event SET state = 'published', published_at = ${tx.now} WHERE id = ${draft.id}`;
    const published = { ...draft, state: 'published' as const, publishedAt: tx.now };
    await emit({ kind: 'event', id: draft.id }, 'event.published', { version: draft.version });
    await notify(tx, {
      type: 'event.published',
      subject: { kind: 'event', id: draft.id },
      to: audience('event.register', event, published),
      ...(actor.personId ? { except: actor.personId, actorId: actor.personId } : {}),
    });
    audit({ eventId: draft.id });
    return { eventId: draft.id, state: published.state };
  },
});
