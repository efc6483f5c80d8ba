import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { caseKeyOf } from '#server/referrals/index.ts';
import type { SummaryWords } from './schemas.ts';
import { openSummary } from './sealing.ts';

export type SummaryRow = {
  id: string;
  orgId: string;
  number: number;
  state: 'draft' | 'issued';
  version: number;
  issuedAt: Date | null;
  reviewedAt: Date | null;
  sealed: Buffer;
};

/** The summary of a case in force, or what its hospital is writing. */
export async function summaryOf(
  tx: Tx,
  of: { referralId: string; orgId: string | null },
  state: SummaryRow['state'],
): Promise<SummaryRow | null> {
  const [row] = await tx.sql<SummaryRow>`
    SELECT id, org_id AS "orgId", number, state, version, issued_at AS "issuedAt",
           reviewed_at AS "reviewedAt", sealed
      FROM return_summary
     WHERE referral_id = ${of.referralId} AND org_id = ${of.orgId}::uuid AND state = ${state}`;
  return row ?? null;
}

/** Its words, for whoever may read them. */
export async function wordsOf(
  tx: Tx,
  ring: KeyRing,
  referralId: string,
  row: SummaryRow,
): Promise<SummaryWords> {
  const key = await caseKeyOf(tx, ring, referralId);
  return openSummary(key, { referralId, rowId: row.id }, row.sealed);
}

/** When the doctor said by the link that a summary was read. */
export async function reviewedByLink(tx: Tx, summaryId: string): Promise<Date | null> {
  const [row] = await tx.sql<{ at: Date | null }>`
    SELECT min(reviewed_at) AS at FROM summary_link WHERE summary_id = ${summaryId}`;
  return row?.at ?? null;
}
