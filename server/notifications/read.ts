import type { Actor } from '#server/platform/access/actor.ts';
import { append } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/**
 * What somebody reads on its own page is read in the list as well: notifications about this record,
 * in a thread up to this place.
 */
export async function readSubject(
  tx: Tx,
  actor: Actor,
  subject: { kind: string; id: string; seq?: number },
): Promise<number> {
  const upTo = subject.seq ?? null;
  const { count } = await tx.text(
    `UPDATE notification SET read_at = $4
      WHERE person_id = $1 AND subject_kind = $2 AND subject_id = $3 AND read_at IS NULL
        AND ($5::bigint IS NULL OR coalesce((facts->>'seq')::bigint, 0) <= $5)`,
    [actor.personId, subject.kind, subject.id, tx.now, upTo],
    'notifications.readSubject',
  );
  if (count > 0) await tellRead(tx, actor.personId!);
  return count;
}

/** Tells the person's other open pages that something was read. */
export async function tellRead(tx: Tx, personId: string): Promise<void> {
  await append(tx, { kind: 'person', id: personId }, 'notification.read', {});
}
