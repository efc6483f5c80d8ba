import type { Tx } from '#server/platform/database/transaction.ts';
import { toldCare, type CareCodes } from './care-codes.ts';
import { sealToldCare } from './sealing.ts';

/**
 * Keeps apart what the outline says of the coded lists, so that a hospital that is only asked has no
 * reason to reach the clinical summary that they are part of.
 */
export async function keepToldCare(
  tx: Tx,
  key: Uint8Array,
  referralId: string,
  codes: CareCodes,
): Promise<void> {
  const sealed = sealToldCare(key, referralId, toldCare(codes));
  await tx.sql`
    INSERT INTO told_care (referral_id, sealed) VALUES (${referralId}, ${sealed})
    ON CONFLICT (referral_id) DO UPDATE SET sealed = excluded.sealed`;
}
