import { mayAny, sql } from '#server/platform/access/access.ts';
import { event } from '#server/events/index.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
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
    const reads = mayAny(actor, 'thread.view');
    const { personId } = actor;
    // Read before the threads: what comes meanwhile is told once more, never not at all.
    const me =
      reads && personId
        ? { personId, asOfSeq: await channelSeq(tx, { kind: 'person', id: personId }) }
        : null;
    const threads = reads
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
      /** Whose own channel tells that a thread has come or gone; null of whoever reads none. */
      me,
      may: { start: mayAny(actor, 'thread.create') },
    };
  },
});
