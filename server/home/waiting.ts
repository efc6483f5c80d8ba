import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/** How many things wait for the caller in each place, for the acting organisation. */
export async function waitingCounts(_tx: Tx, _actor: Actor): Promise<Record<string, number>> {
  return {};
}
