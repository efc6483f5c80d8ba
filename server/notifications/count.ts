import { raw } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/** Counting further than this tells nobody anything more. */
const MOST = 100;

/**
 * How many lines of the list are unread for a person `p`, at most a hundred: several notifications
 * about one record are one line.
 */
export const UNREAD_LINES = raw(`(SELECT count(*)::int FROM (
  SELECT 1 FROM notification n WHERE n.person_id = p.id AND n.read_at IS NULL
   GROUP BY n.org_id, n.subject_kind, n.subject_id LIMIT ${MOST}) line)`);

export async function unreadLines(tx: Tx, personId: string): Promise<number> {
  const [row] = await tx.sql<{ unread: number }>`
    SELECT ${UNREAD_LINES} AS unread FROM person p WHERE p.id = ${personId}`;
  return row?.unread ?? 0;
}
