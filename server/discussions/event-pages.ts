import { event } from '#server/events/index.ts';
import {
  ACTIVE_MEMBERSHIPS,
  audience,
  MEMBERSHIP_IS_ACTIVE,
  sql,
} from '#server/platform/access/access.ts';
import { appendToPeople } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { thread } from './access.ts';

/**
 * Tells the open pages of events that a thread has come to what is discussed about them, or has gone.
 * It is said to each person who may read the thread and see the event, and not on the event's channel:
 * whoever listens there and may not read it learns nothing, not even that it is there. What happens in
 * a thread that a page shows already is on the thread's own channel.
 */
export async function tellEventPages(
  tx: Tx,
  threadId: string,
  eventIds: readonly string[],
): Promise<void> {
  const read = await thread.find(tx, threadId);
  for (const eventId of eventIds) {
    const shown = await event.find(tx, eventId);
    if (!read || !shown) continue;
    await appendToPeople(
      tx,
      sql`SELECT m.person_id FROM ${ACTIVE_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE}
             AND ${audience('thread.view', thread, read)} AND ${audience('event.view', event, shown)}`,
      'event.discussed',
      { eventId },
    );
  }
}
