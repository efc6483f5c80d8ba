import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { PURPOSE_NOW, type ReferralRow } from '#server/referrals/index.ts';

/** The estimate that is agreed on with the hospital that has a case, and what was paid on it. */
export type Agreed = {
  id: string;
  number: number;
  depositYen: number;
  paidYen: number;
  waived: boolean;
};

/**
 * The version in force with the hospital that has a case now, if it was accepted, and how its deposit
 * stands: what was received for any version of the same purpose counts, a waiver for the version that it was given for.
 */
export async function agreedOf(tx: Tx, referralId: string): Promise<Agreed | null> {
  const { rows } = await tx.query<Agreed>(sql`
    SELECT e.id, e.number, e.deposit_yen AS "depositYen",
           (SELECT coalesce(sum(d.amount_yen), 0)::int FROM case_deposit d
             JOIN estimate p ON p.id = d.estimate_id AND p.purpose = e.purpose WHERE d.referral_id = e.referral_id
             AND d.org_id = e.org_id AND d.kind = 'received' AND d.undone_at IS NULL) AS "paidYen",
           EXISTS (SELECT 1 FROM case_deposit d WHERE d.estimate_id = e.id AND d.kind = 'waived'
             AND d.undone_at IS NULL) AS waived
      FROM estimate e JOIN referral r ON r.id = e.referral_id AND r.accepted_org_id = e.org_id
     WHERE e.referral_id = ${referralId} AND e.state = 'accepted' AND e.purpose = ${PURPOSE_NOW}`);
  return rows[0] ?? null;
}

export function isSettled({ depositYen, paidYen, waived }: Agreed): boolean {
  return waived || paidYen >= depositYen;
}

/**
 * How the estimate in force of a hospital's case stands, for a stay. Whoever may not read the case's estimates is
 * answered as if there were none.
 */
export async function estimateInForce(
  tx: Tx,
  of: { referralId: string; orgId: string },
): Promise<'issued' | 'accepted' | null> {
  const [row] = await tx.sql<{ state: 'issued' | 'accepted' }>`
    SELECT state FROM estimate WHERE referral_id = ${of.referralId} AND org_id = ${of.orgId}
       AND purpose = 'stay' AND state IN ('issued', 'accepted')`;
  return row?.state ?? null;
}

/** A second opinion was given up: what it would have cost holds no longer. */
export async function dropOpinionEstimates(
  tx: Tx,
  { id, acceptedOrgId }: Pick<ReferralRow, 'id' | 'acceptedOrgId'>,
): Promise<void> {
  await tx.sql`
    UPDATE estimate SET state = 'superseded', version = version + 1
     WHERE referral_id = ${id} AND org_id = ${acceptedOrgId}::uuid AND purpose = 'opinion'
       AND state IN ('issued', 'accepted')`;
}
