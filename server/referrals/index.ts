import type { Capability } from '../platform/kernel.ts';
import { candidacy, referral } from './access.ts';
import { accept } from './commands/accept.ts';
import { broadcast } from './commands/broadcast.ts';
import { cancel } from './commands/cancel.ts';
import { createDraft } from './commands/create-draft.ts';
import { decline } from './commands/decline.ts';
import { markSeen } from './commands/mark-seen.ts';
import { markViewed } from './commands/mark-viewed.ts';
import { recordConsent } from './commands/record-consent.ts';
import { returnCase } from './commands/return-case.ts';
import { reviewTeaser } from './commands/review-teaser.ts';
import { saveDraft } from './commands/save-draft.ts';
import { showInterest } from './commands/show-interest.ts';
import { submit } from './commands/submit.ts';
import { takeIntake } from './commands/take-intake.ts';
import { withdrawConsent } from './commands/withdraw-consent.ts';
import { candidates } from './queries/candidates.ts';
import { casePage } from './queries/case-page.ts';
import { clinical } from './queries/clinical.ts';
import { identity } from './queries/identity.ts';
import { offerPage } from './queries/offer-page.ts';
import { teaser } from './queries/teaser.ts';
import { terms } from './queries/terms.ts';
import { worklist } from './queries/worklist.ts';
import { describeOffers, describeReferrals } from './subjects.ts';

export { candidacy, offer, referral } from './access.ts';
export { underWay, waitsFor } from './standing.ts';
export { closeOverdue, overdueQueue, overdueSchedule } from './overdue.ts';

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
    terms,
    createDraft,
    saveDraft,
    recordConsent,
    withdrawConsent,
    submit,
    takeIntake,
    returnCase,
    reviewTeaser,
    broadcast,
    markViewed,
    markSeen,
    showInterest,
    accept,
    decline,
    cancel,
  ],
  channels: {
    // A hospital that is asked listens to its own offer and never to the case.
    offer: { noun: candidacy, action: 'referral.viewDeid' },
    case: { noun: referral, action: 'referral.threadView' },
  },
  subjects: { offer: describeOffers, referral: describeReferrals },
} satisfies Capability;
