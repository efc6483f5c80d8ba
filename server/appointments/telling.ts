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

type Step = 'Proposed' | 'Confirmed' | 'Lapsed' | 'Cancelled';

/**
 * What a step of an appointment ends with: an entry of the case's timeline, a notice to those who
 * carry the case, and its open pages. None of them says when, where or for whom: the case's page does.
 */
export async function tell(
  tx: Tx,
  emit: Emit,
  row: ReferralRow,
  step: Step,
  who: { actorId: string | null; orgId: string | null },
): Promise<void> {
  await enter(tx, { referralId: row.id, type: `appointment${step}`, ...who });
  await announce(emit, [onCase(row.id, 'case.appointment')]);
  const notice: CaseNotice = `referral.appointment${step}`;
  await tellCase(tx, row, notice, theCircle(row), who.actorId);
}
