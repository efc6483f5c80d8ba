import type { Tx } from '#server/platform/database/transaction.ts';
import {
  announce,
  enter,
  onCase,
  tellCase,
  theCircle,
  type CaseNotice,
  type Emit,
  type ReferralRow,
} from '#server/referrals/index.ts';

type Step = 'summaryIssued' | 'summarySent' | 'summaryOpened' | 'summaryReviewed';

/**
 * What a step of a summary ends with: an entry of the case's timeline, a notice to those who carry the
 * case, and its open pages. Nothing of it says what was written, or to whom it went.
 */
export async function tell(
  tx: Tx,
  emit: Emit,
  row: ReferralRow,
  step: Step,
  who: { actorId: string | null; orgId: string | null },
): Promise<void> {
  await enter(tx, { referralId: row.id, type: step, ...who });
  await announce(emit, [onCase(row.id, 'case.summary')]);
  const notice: CaseNotice = `referral.${step}`;
  await tellCase(tx, row, notice, theCircle(row), who.actorId);
}
