import { notify } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { referral, type OfferRow } from './access.ts';
import { escalationAt, type Mark } from './rules/escalation.ts';
import { UNANSWERED_STATUSES } from './rules/offers.ts';
import { tellCase, theOfficer } from './telling.ts';

/** Whoever owes an answer: those asked, and the one chosen. */
export const SILENT = [...UNANSWERED_STATUSES, 'chosen'] as const;

/**
 * Takes a hospital's silence to those above: to its representatives, who learn that it is silent and
 * nothing of the case, and to the case's officer, once for all hospitals that are silent together.
 */
export async function escalate(tx: Tx, row: OfferRow, mark: Mark): Promise<void> {
  const { representatives, officer } = escalationAt(mark, row.status);
  if (representatives) {
    await notify(tx, {
      type: representatives,
      subject: { kind: 'dutyRota', id: row.orgId },
      to: sql`(m.org_id = ${row.orgId} AND 'representative' = ANY (m.roles))`,
    });
  }
  if (!officer || (await isToldAlready(tx, row))) return;
  const owner = (await referral.find(tx, row.referralId))!;
  await tellCase(tx, owner, 'referral.hospitalSilent', theOfficer(owner), null);
}

/** Whether another hospital that is still silent has come to this mark before. */
async function isToldAlready(tx: Tx, { id, referralId }: OfferRow): Promise<boolean> {
  const others = await tx.sql`
    SELECT 1 FROM offer WHERE referral_id = ${referralId} AND id <> ${id} AND reminded >= 90
       AND status = ANY (${[...SILENT]}) LIMIT 1`;
  return others.length > 0;
}
