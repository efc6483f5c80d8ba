import { notify } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { keptBack } from './patient-words.ts';

type Written = { threadId: string; authorId: string; orgId: string; body: string };

/**
 * Tells the author of a post in a space that uses a translation server that it is not sent there, since it
 * may speak of a patient; of an edit only where the text before did not.
 */
export async function tellKeptBack(
  tx: Tx,
  { threadId, authorId, orgId, body }: Written,
  before = '',
): Promise<void> {
  if (keptBack([body]).length === 0 || keptBack([before]).length > 0) return;
  const used = await tx.sql`
    SELECT 1 FROM thread t JOIN project pr ON pr.id = t.project_id
     WHERE t.id = ${threadId} AND t.kind IN ('thread', 'chat') AND pr.machine_texts`;
  if (used.length === 0) return;
  await notify(tx, {
    type: 'thread.keptBack',
    subject: { kind: 'thread', id: threadId },
    to: sql`m.person_id = ${authorId}::uuid AND m.org_id = ${orgId}::uuid`,
  });
}
