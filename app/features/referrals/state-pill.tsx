import type { T } from '#app/i18n/use-t.ts';
import { Pill, type PillTone } from '#app/ui/index.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';

export type CaseState = ReferralState;
export type AnswerStatus =
  | 'sent'
  | 'viewed'
  | 'infoRequested'
  | 'interested'
  | 'willing'
  | 'chosen'
  | 'backup'
  | 'released'
  | 'declined'
  | 'accepted'
  | 'closed';

const STATE_TONES: Record<CaseState, PillTone> = {
  draft: 'neutral',
  submitted: 'info',
  intakeReview: 'info',
  returned: 'caution',
  broadcasting: 'info',
  accepted: 'good',
  scheduled: 'good',
  arrived: 'good',
  inTreatment: 'good',
  discharged: 'good',
  closed: 'neutral',
  cancelled: 'neutral',
  noTaker: 'caution',
  enteredInError: 'neutral',
  erased: 'neutral',
};
const STATUS_TONES: Record<AnswerStatus, PillTone> = {
  sent: 'waiting',
  viewed: 'waiting',
  infoRequested: 'waiting',
  interested: 'waiting',
  willing: 'info',
  chosen: 'waiting',
  backup: 'info',
  released: 'neutral',
  declined: 'neutral',
  accepted: 'good',
  closed: 'neutral',
};

/** Where a case stands. `waiting` colours it for whose turn it is. */
export function StatePill({
  state,
  waiting,
  t,
}: {
  state: CaseState;
  waiting?: boolean;
  t: T<'referrals'>;
}) {
  return <Pill tone={waiting ? 'waiting' : STATE_TONES[state]}>{t(`state.${state}`)}</Pill>;
}

/** Where a hospital's own answer stands. */
export function StatusPill({ status, t }: { status: AnswerStatus; t: T<'referrals'> }) {
  return <Pill tone={STATUS_TONES[status]}>{t(`status.${status}`)}</Pill>;
}
