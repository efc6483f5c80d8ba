import {
  IN_CARE,
  WITH_HOSPITAL,
  type Action,
  type ReferralState,
} from '#server/platform/access/matrix.ts';
import { BEFORE_ASKING } from '../plain.ts';
import type { EventType } from './event-types.ts';

/** What a step asks for before it can be taken, answered from the case itself. */
type CaseNeed =
  'identity' | 'clinical' | 'facts' | 'consent.platform' | 'consent.broadcast' | 'teaser';
/** Records beside the case. A step waits for one as soon as a module answers for it (`requirements.ts`). */
export const RECORD_NEEDS = [
  'estimate',
  'deposit',
  'appointment',
  'visa',
  'returnSummary',
  /** No follow-up is proposed or lies ahead. */
  'followUp',
  /** A second opinion that was agreed on was given. */
  'opinion',
  /** None is under way: the journey may be planned. */
  'journey',
] as const;
export type RecordNeed = (typeof RECORD_NEEDS)[number];
export type Need = CaseNeed | RecordNeed;
/** What the act's own input must bring: a reason, a day, hospitals, an answer. */
export type Brings = 'reason' | 'day' | 'hospitals' | 'answer' | 'officer';

/**
 * One step of a case: who may take it is a row of the access matrix, `null` where only the forum
 * itself or another act takes it. `to` is null where the case stays as it is and something beside it
 * moves. `useCase` names the command that carries it out; a step without one is part of the machine
 * and is offered to nobody. `tells` is the entry that it leaves in the timeline.
 */
export type Transition = {
  act: string;
  from: readonly ReferralState[];
  to: ReferralState | null;
  gate: Action | null;
  needs: readonly Need[];
  brings: readonly Brings[];
  useCase: string | null;
  tells: EventType | null;
};

/** An officer carries the case. */
const CARRIED = ['intakeReview', 'returned', 'broadcasting', 'noTaker', ...IN_CARE] as const;

/** The life of a case, in the order in which it is lived: the only way in which a case moves. */
export const TRANSITIONS: readonly Transition[] = [
  step('submit', ['draft', 'returned'], 'submitted', 'referral.submit', {
    needs: ['identity', 'clinical', 'facts', 'consent.platform'],
    useCase: 'referrals.submit',
    tells: 'submitted',
  }),
  step('takeIntake', ['submitted'], 'intakeReview', 'referral.assign', {
    useCase: 'referrals.takeIntake',
    tells: 'reviewStarted',
  }),
  step('returnCase', ['intakeReview'], 'returned', 'referral.broadcast', {
    brings: ['reason'],
    useCase: 'referrals.returnCase',
    tells: 'returned',
  }),
  step('broadcast', ['intakeReview', 'noTaker'], 'broadcasting', 'referral.broadcast', {
    needs: ['consent.broadcast', 'teaser'],
    brings: ['hospitals'],
    useCase: 'referrals.broadcast',
    tells: 'broadcast',
  }),
  step('reopen', ['noTaker'], 'intakeReview', 'referral.broadcast', {
    useCase: 'referrals.reopen',
    tells: 'reopened',
  }),
  step('accept', ['broadcasting'], 'accepted', 'referral.accept', {
    brings: ['answer'],
    useCase: 'referrals.accept',
    tells: 'accepted',
  }),
  step('choose', ['broadcasting'], null, 'referral.choose', {
    brings: ['hospitals'],
    useCase: 'referrals.choose',
    tells: 'chosen',
  }),
  step('chooseNone', ['broadcasting'], 'intakeReview', 'referral.choose', {
    brings: ['reason'],
    useCase: 'referrals.chooseNone',
    tells: 'noneChosen',
  }),
  // The one chosen declines or lets its time pass: the next backup is asked, or there is none left.
  step('askNext', ['broadcasting'], null, null, {
    useCase: 'referrals.decline',
    tells: 'nextAsked',
  }),
  step('runOut', ['broadcasting'], 'intakeReview', null, {
    useCase: 'referrals.decline',
    tells: 'backupsRanOut',
  }),
  step('recall', ['broadcasting'], 'intakeReview', null, {
    useCase: 'referrals.withdrawConsent',
    tells: 'consentWithdrawn',
  }),
  // The consent has run out.
  step('recallLapsed', ['broadcasting'], 'intakeReview', null, {
    useCase: 'referrals.withdrawConsent',
    tells: 'consentLapsed',
  }),
  // A newer consent does not let hospitals be asked.
  step('recallNarrowed', ['broadcasting'], 'intakeReview', null, {
    useCase: 'referrals.recordConsent',
    tells: 'consentNarrowed',
  }),
  step('closeUnanswered', ['broadcasting'], 'noTaker', null, {
    useCase: 'referrals.decline',
    tells: 'noTaker',
  }),
  step('schedule', ['accepted', 'scheduled'], 'scheduled', 'referral.schedule', {
    needs: ['journey', 'estimate', 'appointment'],
    brings: ['day'],
    useCase: 'referrals.schedule',
    tells: 'scheduled',
  }),
  step('noShow', ['scheduled'], 'accepted', 'referral.care', {
    useCase: 'referrals.noShow',
    tells: 'noShow',
  }),
  step('arrive', ['scheduled'], 'arrived', 'referral.care', {
    needs: ['visa'],
    brings: ['day'],
    useCase: 'referrals.arrive',
    tells: 'arrived',
  }),
  step('admit', ['arrived'], 'inTreatment', 'referral.care', {
    needs: ['deposit'],
    brings: ['day'],
    useCase: 'referrals.admit',
    tells: 'treatmentStarted',
  }),
  step('discharge', ['inTreatment'], 'discharged', 'referral.care', {
    brings: ['day'],
    useCase: 'referrals.discharge',
    tells: 'discharged',
  }),
  step('close', ['discharged'], 'closed', 'referral.conclude', {
    needs: ['returnSummary', 'followUp'],
    useCase: 'referrals.close',
    tells: 'closed',
  }),
  // The online second opinion was what the case was for: no patient travels.
  step('closeWithOpinion', ['accepted'], 'closed', 'opinion.conclude', {
    needs: ['opinion', 'returnSummary'],
    useCase: 'referrals.closeWithOpinion',
    tells: 'closedWithOpinion',
  }),
  // With a backup the case is asked of it, without one it is the officer's again.
  step('release', ['accepted', 'scheduled'], 'broadcasting', 'referral.release', {
    brings: ['reason'],
    useCase: 'referrals.release',
    tells: 'released',
  }),
  step('releaseWithoutBackup', ['accepted', 'scheduled'], 'intakeReview', null, {
    useCase: 'referrals.release',
    tells: 'released',
  }),
  step('referOnward', IN_CARE, 'closed', 'referral.onward', {
    brings: ['reason'],
    useCase: 'referrals.referOnward',
    tells: 'referredOnward',
  }),
  step('cancel', [...BEFORE_ASKING, 'broadcasting', 'noTaker'], 'cancelled', 'referral.withdraw', {
    brings: ['reason'],
    useCase: 'referrals.cancel',
    tells: 'cancelled',
  }),
  // Once a hospital has the case, the patient's side asks and the officer, who knows what stands on it, ends it.
  step('requestCancel', WITH_HOSPITAL, null, 'referral.requestCancel', {
    brings: ['reason'],
    useCase: 'referrals.requestCancel',
    tells: 'cancelRequested',
  }),
  step('keep', WITH_HOSPITAL, null, 'referral.keep', {
    useCase: 'referrals.keep',
    tells: 'cancelTakenBack',
  }),
  step('confirmCancel', WITH_HOSPITAL, 'cancelled', 'referral.confirmCancel', {
    brings: ['reason'],
    useCase: 'referrals.confirmCancel',
    tells: 'cancelled',
  }),
  step('reassign', CARRIED, null, 'referral.reassign', {
    brings: ['officer'],
    useCase: 'referrals.reassign',
    tells: 'officerChanged',
  }),
  step('enterInError', [...BEFORE_ASKING, 'noTaker'], 'enteredInError', 'referral.enterInError', {
    brings: ['reason'],
    useCase: 'referrals.enterInError',
    tells: 'enteredInError',
  }),
  // By two people or by time, in `server/privacy`: no button of the case's page.
  step('erase', ['closed', 'cancelled', 'noTaker', 'enteredInError'], 'erased', 'referral.erase', {
    tells: 'erased',
  }),
];

function step(
  act: string,
  from: readonly ReferralState[],
  to: ReferralState | null,
  gate: Action | null,
  more: Partial<Pick<Transition, 'needs' | 'brings' | 'useCase' | 'tells'>> = {},
): Transition {
  return { act, from, to, gate, needs: [], brings: [], useCase: null, tells: null, ...more };
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
