import { organisation } from '#server/membership/index.ts';
import { mayAny, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { handoversWaiting } from '#server/projects/index.ts';

/** How much waits where organisations leave: resignations to acknowledge, and what is to be handed over. */
export async function departuresWaiting(tx: Tx, actor: Actor): Promise<number> {
  return (await toAcknowledge(tx, actor)) + (await handoversWaiting(tx, actor));
}

async function toAcknowledge(tx: Tx, actor: Actor): Promise<number> {
  if (!mayAny(actor, 'org.tendMembership')) return 0;
  const [row] = await tx.sql<{ count: number }>`
    SELECT count(*)::int AS count FROM resignation rs JOIN organisation o ON o.id = rs.org_id
     WHERE rs.state = 'announced' AND ${visible(actor, 'org.tendMembership', organisation)}`;
  return row!.count;
}
