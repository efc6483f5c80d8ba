import { mayAny, sql } from '#server/platform/access/access.ts';
import { event } from '#server/events/index.ts';
import { query } from '#server/platform/use-case.ts';
import { threadLines } from '../lines.ts';
import { THREADS_LISTED } from '../rules.ts';
import { ThreadsOfEvent } from '../schemas.ts';

/** What is discussed about an event, as far as the caller may read it. */
export const threadsOfEvent = query('discussions.ofEvent', {
  summary: 'The threads tied to an event that the caller may read, the liveliest first.',
  input: ThreadsOfEvent,
  subject: event.of('eventId'),
  gate: 'event.view',
  async run({ subject, actor, tx }) {
    const threads = mayAny(actor, 'thread.view')
      ? await threadLines(
          tx,
          actor,
          sql`t.id IN (SELECT li.thread_id FROM thread_link li
                        WHERE li.kind = 'event' AND li.record_id = ${subject.id}::uuid)`,
        )
      : [];
    return {
      threads: threads.slice(0, THREADS_LISTED),
      now: tx.now.toISOString(),
      may: { start: mayAny(actor, 'thread.create') },
    };
  },
});
