import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { forbidden } from '#server/platform/errors.ts';
import { bytesLeft, caseQuota } from '#server/platform/files/index.ts';

/** How many bytes a case still takes from the caller's organisation; throws where it is full. */
export async function roomInCase(tx: Tx, actor: Actor, referralId: string): Promise<number> {
  if (!actor.orgId) throw forbidden();
  const of = { ownerKind: 'referral', ownerId: referralId, orgId: actor.orgId };
  return bytesLeft(tx, of, caseQuota);
}
