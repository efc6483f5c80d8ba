import type { Action, ReferralState } from '../../platform/access/matrix.ts';

/** What a step asks for before it can be taken. */
export const NEEDS = [
  'identity',
  'clinical',
  'facts',
  'consent.platform',
  'consent.broadcast',
  'consent.hospital',
  'teaser',
  'offers',
  'reason',
  'date',
  'summary',
] as const;
export type Need = (typeof NEEDS)[number];

/**
 * One step of a case: who may take it is a row of the access matrix, `null` where only the forum
 * itself or another act takes it. `useCase` names the command that carries it out; a step without one
 * is part of the machine and is offered to nobody.
 */
export type Transition = {
  act: string;
  from: readonly ReferralState[];
  to: ReferralState;
  gate: Action | null;
  needs: readonly Need[];
  useCase: string | null;
};

const BEFORE_ASKING = ['draft', 'submitted', 'intakeReview', 'returned'] as const;

/** The life of a case, in the order in which it is lived. */
export const TRANSITIONS: readonly Transition[] = [
  step('submit', ['draft', 'returned'], 'submitted', 'referral.submit', {
    needs: ['identity', 'clinical', 'facts', 'consent.platform'],
    useCase: 'referrals.submit',
  }),
  step('takeIntake', ['submitted'], 'intakeReview', 'referral.assign', {
    useCase: 'referrals.takeIntake',
  }),
  step('returnCase', ['intakeReview'], 'returned', 'referral.broadcast', {
    needs: ['reason'],
    useCase: 'referrals.returnCase',
  }),
  step('broadcast', ['intakeReview', 'noTaker'], 'broadcasting', 'referral.broadcast', {
    needs: ['consent.broadcast', 'teaser', 'offers'],
    useCase: 'referrals.broadcast',
  }),
  step('accept', ['broadcasting'], 'accepted', 'referral.accept', {
    needs: ['consent.hospital'],
    useCase: 'referrals.accept',
  }),
  step('recall', ['broadcasting'], 'intakeReview', null, { useCase: 'referrals.withdrawConsent' }),
  step('closeUnanswered', ['broadcasting'], 'noTaker', null, { useCase: 'referrals.decline' }),
  step('choose', ['broadcasting'], 'accepted', 'referral.choose', { needs: ['consent.hospital'] }),
  step('schedule', ['accepted'], 'scheduled', 'referral.confirm', { needs: ['date'] }),
  step('arrive', ['scheduled'], 'arrived', 'referral.close'),
  step('admit', ['arrived'], 'inTreatment', 'referral.close'),
  step('discharge', ['inTreatment'], 'discharged', 'referral.close'),
  step('close', ['discharged'], 'closed', 'referral.close', { needs: ['summary'] }),
  step('release', ['accepted', 'scheduled'], 'broadcasting', 'referral.close', {
    needs: ['reason'],
  }),
  step(
    'cancel',
    [...BEFORE_ASKING, 'broadcasting', 'accepted', 'scheduled'],
    'cancelled',
    'referral.withdraw',
    { needs: ['reason'], useCase: 'referrals.cancel' },
  ),
  step('enterInError', [...BEFORE_ASKING, 'noTaker'], 'enteredInError', 'referral.hold', {
    needs: ['reason'],
  }),
  step('erase', ['closed', 'cancelled', 'noTaker', 'enteredInError'], 'erased', 'referral.erase'),
];

function step(
  act: string,
  from: readonly ReferralState[],
  to: ReferralState,
  gate: Action | null,
  more: { needs?: readonly Need[]; useCase?: string } = {},
): Transition {
  return { act, from, to, gate, needs: more.needs ?? [], useCase: more.useCase ?? null };
}

export type AvailableAction = { act: string; missing: string[] };

/**
 * The steps a caller can take now. `may` asks the matrix for this caller and case, `lacks` says what
 * of a need is still missing; a step that lacks something is shown with what it waits for.
 */
export function availableActions(
  state: ReferralState,
  may: (gate: Action) => boolean,
  lacks: (need: Need) => readonly string[],
): AvailableAction[] {
  return TRANSITIONS.filter(
    ({ from, gate, useCase }) =>
      from.includes(state) && useCase !== null && gate !== null && may(gate),
  ).map(({ act, needs }) => ({ act, missing: needs.flatMap((need) => [...lacks(need)]) }));
}

/** The step from a state to another, or null: nothing else moves a case. */
export function transition(act: string, from: ReferralState): Transition | null {
  return TRANSITIONS.find((each) => each.act === act && each.from.includes(from)) ?? null;
}

/** The part of a case's life that a state belongs to: how lists and statistics put cases together. */
export const GROUP_OF: Record<ReferralState, Group> = {
  draft: 'draft',
  returned: 'draft',
  submitted: 'submitted',
  intakeReview: 'triage',
  broadcasting: 'broadcast',
  accepted: 'accepted',
  scheduled: 'accepted',
  arrived: 'inCare',
  inTreatment: 'inCare',
  discharged: 'inCare',
  closed: 'closed',
  cancelled: 'withdrawn',
  enteredInError: 'withdrawn',
  noTaker: 'expired',
  erased: 'erased',
};
export type Group =
  | 'draft'
  | 'submitted'
  | 'triage'
  | 'broadcast'
  | 'accepted'
  | 'inCare'
  | 'closed'
  | 'withdrawn'
  | 'expired'
  | 'erased';

/** Whose turn it is; null where nothing is to be done. */
export const TURN_OF: Record<ReferralState, 'partner' | 'desk' | 'officer' | 'hospital' | null> = {
  draft: 'partner',
  returned: 'partner',
  submitted: 'desk',
  intakeReview: 'officer',
  broadcasting: 'hospital',
  noTaker: 'officer',
  accepted: 'officer',
  scheduled: 'hospital',
  arrived: 'hospital',
  inTreatment: 'hospital',
  discharged: 'hospital',
  closed: null,
  cancelled: null,
  enteredInError: null,
  erased: null,
};
