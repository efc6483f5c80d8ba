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

type Step =
  'estimateIssued' | 'estimateAccepted' | 'estimateDeclined' | 'depositReceived' | 'depositWaived';

/**
 * What a step of an estimate ends with: an entry of the case's timeline, a notice to those who carry
 * the case, and its open pages. None of them names a sum.
 */
export async function tell(
  tx: Tx,
  emit: Emit,
  row: ReferralRow,
  step: Step,
  who: { actorId: string | null; orgId: string | null },
): Promise<void> {
  await enter(tx, { referralId: row.id, type: step, ...who });
  await announce(emit, [onCase(row.id, 'case.estimate')]);
  const notice: CaseNotice = `referral.${step}`;
  await tellCase(tx, row, notice, theCircle(row), who.actorId);
}
