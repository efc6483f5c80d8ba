import { createHmac } from 'node:crypto';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import type { Imported } from './reading.ts';

/**
 * A sender's number of an order, as it is kept: hashed with a key of the forum's, since some number
 * their orders after their patients. Every character counts; another sender's number is another one.
 */
export function orderIndex(
  ring: KeyRing,
  orgId: string,
  { system, value }: Imported['order'],
): Buffer {
  return createHmac('sha256', ring.indexKey)
    .update(JSON.stringify(['order', orgId, system, value]), 'utf8')
    .digest();
}

/** The case that an order has become, if there is one. */
export async function caseOfOrder(tx: Tx, orgId: string, index: Buffer): Promise<string | null> {
  const [row] = await tx.sql<{ referralId: string }>`
    SELECT referral_id AS "referralId" FROM case_import
     WHERE partner_org_id = ${orgId} AND order_index = ${index}`;
  return row?.referralId ?? null;
}

/**
 * Remembers which case an order has become.
 * @throws 409 TRY_AGAIN where the same order came twice in a moment: the other one is the case
 */
export async function rememberOrder(
  tx: Tx,
  referralCode: string,
  orgId: string,
  index: Buffer,
): Promise<void> {
  const kept = await tx.sql`
    INSERT INTO case_import (referral_id, partner_org_id, order_index, imported_at)
    SELECT r.id, ${orgId}, ${index}, ${tx.now} FROM referral r WHERE r.code = ${referralCode}
    ON CONFLICT (partner_org_id, order_index) DO NOTHING RETURNING 1`;
  if (kept.length === 0) throw conflict('TRY_AGAIN');
}
