import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import type { Owner } from './book.ts';

/**
 * Turns a hold into a booking, while its time runs.
 * @throws 409 HOLD_LAPSED when its time is up, STATE_CHANGED when somebody was earlier
 */
export async function confirm(
  tx: Tx,
  id: string,
  version: number,
  by: string | null,
): Promise<void> {
  const rows = await tx.sql`
    UPDATE booking SET state = 'confirmed', version = version + 1, settled_by = ${by}, settled_at = ${tx.now}
     WHERE id = ${id} AND version = ${version} AND state = 'held' AND held_until > ${tx.now} RETURNING id`;
  if (rows.length > 0) return;
  const [late] = await tx.sql`
    SELECT 1 FROM booking WHERE id = ${id} AND (state = 'lapsed' OR (state = 'held' AND held_until <= ${tx.now}))`;
  throw conflict(late ? 'HOLD_LAPSED' : 'STATE_CHANGED');
}

/**
 * Gives back all that a booking takes.
 * @throws 409 STATE_CHANGED when it takes nothing any more, or was changed since the version read
 */
export async function cancel(
  tx: Tx,
  id: string,
  version: number,
  by: string | null,
): Promise<void> {
  const rows = await tx.sql`
    UPDATE booking SET state = 'cancelled', version = version + 1, settled_by = ${by}, settled_at = ${tx.now}
     WHERE id = ${id} AND version = ${version} AND state IN ('held', 'confirmed') RETURNING id`;
  if (rows.length === 0) throw conflict('STATE_CHANGED');
}

/** Gives back all that a record still takes, except by one of its bookings. */
export async function cancelAll(
  tx: Tx,
  owner: Owner,
  by: string | null,
  except: string | null = null,
): Promise<void> {
  await tx.sql`
    UPDATE booking SET state = 'cancelled', version = version + 1, settled_by = ${by}, settled_at = ${tx.now}
     WHERE owner_kind = ${owner.kind} AND owner_id = ${owner.id} AND id IS DISTINCT FROM ${except}::uuid
       AND state IN ('held', 'confirmed')`;
}

/**
 * Ends the holds of one kind of record whose time is up, and answers which, each once: those too that
 * somebody who came next has ended already.
 */
export async function lapse(tx: Tx, ownerKind: string): Promise<{ id: string; ownerId: string }[]> {
  return tx.sql<{ id: string; ownerId: string }>`
    UPDATE booking SET state = 'lapsed', settled_at = ${tx.now},
           version = version + CASE state WHEN 'held' THEN 1 ELSE 0 END
     WHERE id IN (SELECT id FROM booking WHERE owner_kind = ${ownerKind}
       AND state IN ('held', 'lapsed') AND settled_at IS NULL AND held_until <= ${tx.now} ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED)
    RETURNING id, owner_id AS "ownerId"`;
}
