import type { Tx } from '#server/platform/database/transaction.ts';

/** The links to a case's summaries are over: none opens a copy, and no page that did is answered. */
export async function closeLinks(tx: Tx, referralId: string): Promise<void> {
  await tx.sql`
    UPDATE summary_link SET copy = NULL, review_hash = NULL
     WHERE referral_id = ${referralId} AND (copy IS NOT NULL OR review_hash IS NOT NULL)`;
}
