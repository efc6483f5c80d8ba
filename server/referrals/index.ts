import type { Capability } from '#server/platform/kernel.ts';
import { candidacy, referral } from './access.ts';
import { accept } from './commands/accept.ts';
import { admit } from './commands/admit.ts';
import { answer } from './commands/answer.ts';
import { answerQuestion } from './commands/answer-question.ts';
import { askQuestion } from './commands/ask-question.ts';
import { askSender } from './commands/ask-sender.ts';
import { arrive } from './commands/arrive.ts';
import { choose } from './commands/choose.ts';
import { chooseNone } from './commands/choose-none.ts';
import { close } from './commands/close.ts';
import { closeWithOpinion } from './commands/close-with-opinion.ts';
import { confirmCancel } from './commands/confirm-cancel.ts';
import { discharge } from './commands/discharge.ts';
import { enterInError } from './commands/enter-in-error.ts';
import { keep } from './commands/keep.ts';
import { noShow } from './commands/no-show.ts';
import { referOnward } from './commands/refer-onward.ts';
import { reassign } from './commands/reassign.ts';
import { release } from './commands/release.ts';
import { reopen } from './commands/reopen.ts';
import { requestCancel } from './commands/request-cancel.ts';
import { schedule } from './commands/schedule.ts';
import { takeBack } from './commands/take-back.ts';
import { broadcast } from './commands/broadcast.ts';
import { cancel } from './commands/cancel.ts';
import { createDraft } from './commands/create-draft.ts';
import { decline } from './commands/decline.ts';
import { markSeen } from './commands/mark-seen.ts';
import { markViewed } from './commands/mark-viewed.ts';
import { recordConsent } from './commands/record-consent.ts';
import { returnCase } from './commands/return-case.ts';
import { reviewTeaser } from './commands/review-teaser.ts';
import { askException } from './commands/ask-exception.ts';
import { exceptTeaser } from './commands/except-teaser.ts';
import { guard } from './queries/guard.ts';
import { exceptionPage } from './queries/exception-page.ts';
import { saveDraft } from './commands/save-draft.ts';
import { showInterest } from './commands/show-interest.ts';
import { submit } from './commands/submit.ts';
import { takeIntake } from './commands/take-intake.ts';
import { withdrawConsent } from './commands/withdraw-consent.ts';
import { judgeDouble } from './doubles/judge.ts';
import { doubles } from './doubles/list.ts';
import { searchIcd } from './icd/search.ts';
import { answers } from './queries/answers.ts';
import { candidates } from './queries/candidates.ts';
import { consentForm } from './queries/consent-form.ts';
import { consentPaper } from './queries/consent-paper.ts';
import { consentRecord } from './queries/consent-record.ts';
import { casePage } from './queries/case-page.ts';
import { clinical } from './queries/clinical.ts';
import { departments } from './queries/departments.ts';
import { identity } from './queries/identity.ts';
import { offerPage } from './queries/offer-page.ts';
import { officers } from './queries/officers.ts';
import { precheck } from './queries/precheck.ts';
import { questions } from './queries/questions.ts';
import { senders } from './queries/senders.ts';
import { teaser } from './queries/teaser.ts';
import { terms } from './queries/terms.ts';
import { worklist } from './queries/worklist.ts';
import { describeOffers, describeReferrals } from './subjects.ts';

export { candidacy, CONSENT_IN_FORCE, LAST_STATE, offer, referral } from './access.ts';
export {
  offerWaits,
  opinionWaits,
  questionWaits,
  toChoose,
  underWay,
  waitsFor,
} from './standing.ts';
export { turnOfCase, type CaseTurn, type VisaTurn } from './turns.ts';
export { mustSayWhy, opening } from './opening.ts';
export {
  announce,
  lockCase,
  onCase,
  onWorklist,
  settleGrants,
  whenMoved,
  worklistsOf,
  type Emit,
  type Moved,
} from './cases.ts';
export { requirePieces } from './missing.ts';
export { casePath } from './plain.ts';
export { tellCase, theCircle, theSender, type CaseNotice } from './telling.ts';
export { by, enter, timelineFor, type EventType, type TimelineEntry } from './timeline.ts';
export {
  readClinical,
  readIdentified,
  readMeta,
  readTeaser,
  teaserReader,
  type Clinical,
  type Identified,
  type Meta,
  type Teaser,
} from './projections.ts';
export { isWithHospital } from './rules/disclosure.ts';
export { changedFields, draftSections } from './changed-fields.ts';
export { consentOf, departmentsOf, hospitalOf, officerOf, organisationOf } from './circle.ts';
export { isSender, sideOf, timelineSide } from './side.ts';
export { whenConsentEnds } from './consent/ending.ts';
export { whenGiven } from './giving.ts';
export { consentReaches } from './rules/disclosure.ts';
export { tracesIn } from './rules/identifying-text.ts';
export { caseKeyOf, caseKeyToSeal, openOpeningWords, SEALED_COLUMNS } from './sealing.ts';
export { recordsOfCase } from './records.ts';
export { tellBeside } from './beside.ts';
export {
  opinionOf,
  OPINION_UNDER_WAY,
  PURPOSE_NOW,
  purposeOf,
  type Opinion,
  type OpinionState,
  type Purpose,
} from './opinion.ts';
export { answerFor, type Requirement } from './requirements.ts';
export { daysOf, erasesAt, RETENTION, type RetentionRule } from './retention.ts';
export { rekeyCase } from './rekey.ts';
export { nameColumns, readable, type NameColumns, type PersonName } from './names.ts';
export type { ReferralRow } from './access.ts';
export { referralCounts, SMALLEST_COUNT } from './counts.ts';
export { publish, type Cell, type Published } from './small-cells.ts';
export { consentPaperOf } from './consent/paper.ts';
export { ConsentPaper } from './consent/schemas.ts';
export { consentQueue, consentSchedule, lapseConsents } from './consent/lapsing.ts';
export { closeOverdue, overdueQueue, overdueSchedule } from './overdue.ts';
export { remindSilent, reminderQueue, reminderSchedule } from './reminders.ts';

/** For what makes a case of another system's words: it writes them as the forms do. */
export { createDraft, saveDraft };

/**
 * Patients from abroad and the hospitals that take them. What leaves the server of a case is one of
 * the types in `projections.ts`; who may see how much follows from `rules/disclosure.ts`.
 */
export const referrals = {
  useCases: [
    worklist,
    casePage,
    offerPage,
    teaser,
    clinical,
    identity,
    candidates,
    consentForm,
    consentPaper,
    consentRecord,
    answers,
    questions,
    departments,
    precheck,
    senders,
    officers,
    terms,
    searchIcd,
    doubles,
    judgeDouble,
    createDraft,
    saveDraft,
    recordConsent,
    withdrawConsent,
    submit,
    takeIntake,
    reassign,
    returnCase,
    reviewTeaser,
    guard,
    askException,
    exceptionPage,
    exceptTeaser,
    broadcast,
    markViewed,
    markSeen,
    showInterest,
    accept,
    decline,
    cancel,
    reopen,
    answer,
    takeBack,
    askQuestion,
    askSender,
    answerQuestion,
    choose,
    chooseNone,
    release,
    schedule,
    noShow,
    arrive,
    admit,
    discharge,
    close,
    closeWithOpinion,
    referOnward,
    requestCancel,
    keep,
    confirmCancel,
    enterInError,
  ],
  channels: {
    // A hospital that is asked listens to its own offer and never to the case.
    offer: { noun: candidacy, action: 'referral.viewDeid' },
    case: { noun: referral, action: 'referral.threadView' },
  },
  subjects: { offer: describeOffers, referral: describeReferrals },
} satisfies Capability;
