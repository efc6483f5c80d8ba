import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { caseKeyOf, opinionOf, type Purpose, type ReferralRow } from '#server/referrals/index.ts';
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

/**
 * What is written back of a case where it stands: until the patient is in treatment a second opinion,
 * then the summary of the stay; of a closed case, of what it ended with.
 */
export function kindNow({ state, outcome }: Pick<ReferralRow, 'state' | 'outcome'>): Purpose {
  return outcome === 'opinion' || ['accepted', 'scheduled', 'arrived'].includes(state)
    ? 'opinion'
    : 'stay';
}

/** The entry and notice of what is written back: a second opinion is told of in words of its own. */
export function told<Step extends 'Issued' | 'Sent' | 'Opened' | 'Reviewed' | 'Reminded' | 'Waits'>(
  row: Pick<ReferralRow, 'state' | 'outcome'>,
  step: Step,
): `summary${Step}` | `opinion${Step}` {
  return kindNow(row) === 'opinion' ? `opinion${step}` : `summary${step}`;
}

/** The hospital's part of a case, of which there is a summary. */
export type Of = { referralId: string; orgId: string | null; kind: Purpose };

export function ofRow(row: ReferralRow, kind: Purpose = kindNow(row)): Of {
  return { referralId: row.id, orgId: row.acceptedOrgId, kind };
}

/** The summary of a case in force, or what its hospital is writing. */
export async function summaryOf(
  tx: Tx,
  of: Of,
  state: SummaryRow['state'],
): Promise<SummaryRow | null> {
  const [row] = await tx.sql<SummaryRow>`
    SELECT id, org_id AS "orgId", number, state, version, issued_at AS "issuedAt",
           reviewed_at AS "reviewedAt", sealed
      FROM return_summary
     WHERE referral_id = ${of.referralId} AND org_id = ${of.orgId}::uuid AND kind = ${of.kind}
       AND state = ${state}`;
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

/** Whether what is written back now is written of something that took place. */
export async function mayBeWritten(tx: Tx, row: ReferralRow): Promise<boolean> {
  return row.state !== 'accepted' || (await opinionOf(tx, row))?.state === 'held';
}

/** @throws 409 while nobody was treated and no second opinion was given */
export async function requireGiven(tx: Tx, row: ReferralRow): Promise<void> {
  if (!(await mayBeWritten(tx, row))) throw conflict('STATE_CHANGED');
}
