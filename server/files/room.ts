import { bytesLeft, threadQuota } from '#server/platform/files/index.ts';
import { conflict, forbidden, tooLarge } from '#server/platform/errors.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { takesPosts, type ThreadRow } from '#server/discussions/index.ts';

/** How many bytes a thread still takes from the caller's organisation; throws where one more file is too much. */
export async function roomFor(
  tx: Tx,
  actor: Actor,
  thread: ThreadRow,
  byteSize: number,
): Promise<number> {
  if (!actor.orgId) throw forbidden();
  if (!takesPosts(thread)) throw conflict('THREAD_CLOSED');
  const of = { ownerKind: 'thread', ownerId: thread.id, orgId: actor.orgId };
  const left = await bytesLeft(tx, of, threadQuota);
  if (byteSize > left) throw tooLarge('FILE_QUOTA');
  return left;
}
