import { mayAny, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { held } from './access.ts';

/** How many posts wait for this caller to decide. */
export async function heldWaiting(tx: Tx, actor: Actor): Promise<number> {
  if (!mayAny(actor, 'held.decide')) return 0;
  const [row] = await tx.sql<{ count: number }>`
    SELECT count(*)::int AS count FROM held_post hp
     WHERE hp.state = 'waiting' AND ${visible(actor, 'held.decide', held)}`;
  return row!.count;
}
