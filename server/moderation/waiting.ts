import { mayAny, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { heldWaiting } from '#server/discussions/index.ts';
import { report } from './access.ts';

/** How much waits in the secretariat's tools for this caller. */
export async function moderationWaiting(tx: Tx, actor: Actor): Promise<number> {
  if (!mayAny(actor, 'report.work')) return 0;
  const [row] = await tx.sql<{ count: number }>`
    SELECT count(*)::int AS count FROM report rp
     WHERE rp.state = 'open' AND ${visible(actor, 'report.work', report)}`;
  return row!.count + (await heldWaiting(tx, actor));
}
