/** What can happen to a case: one type for each entry of its timeline. */
export const EVENT_TYPES = [
  'created',
  'edited',
  'consentRecorded',
  'consentWithdrawn',
  'consentLapsed',
  'consentNarrowed',
  'paperBrought',
  'consentPaperBrought',
  'paperReleased',
  'paperHeld',
  'paperRemoved',
  'submitted',
  'reviewStarted',
  'officerChanged',
  'returned',
  'reopened',
  'teaserReviewed',
  'exceptionAsked',
  'teaserExcepted',
  'broadcast',
  'offerSent',
  'offerViewed',
  'offerInterested',
  'offerWilling',
  'offerTakenBack',
  'offerChosen',
  'offerDeclined',
  'offerLapsed',
  'offerStandingLost',
  'offerAsked',
  'offerAnswered',
  'answersIn',
  'chosen',
  'nextAsked',
  'noneChosen',
  'backupsRanOut',
  'accepted',
  'noTaker',
  'clockPaused',
  'clockResumed',
  'estimateIssued',
  'estimateAccepted',
  'estimateDeclined',
  'depositReceived',
  'depositWaived',
  'scheduled',
  'appointmentProposed',
  'appointmentConfirmed',
  'appointmentLapsed',
  'appointmentCancelled',
  'appointmentNear',
  'meetingArranged',
  'visaPlanned',
  'guarantorNamed',
  'visaGuaranteed',
  'visaPapers',
  'visaApplied',
  'visaIssued',
  'visaRefused',
  'visaEntered',
  'visaExitReported',
  'visaReportDue',
  'visaReported',
  'visaAlarm',
  'visaPaperAlarm',
  'opinionProposed',
  'opinionAgreed',
  'opinionDeclined',
  'opinionWithdrawn',
  'opinionArranged',
  'opinionHeld',
  'opinionTravel',
  'opinionIssued',
  'opinionSent',
  'opinionOpened',
  'opinionReviewed',
  'opinionReminded',
  'noShow',
  'arrived',
  'treatmentStarted',
  'discharged',
  'summaryIssued',
  'summarySent',
  'summaryOpened',
  'summaryReviewed',
  'summaryReminded',
  'statusPageOpened',
  'statusPageRenewed',
  'statusPageRevoked',
  'statusPageLocked',
  'closed',
  'closedWithOpinion',
  'released',
  'referredOnward',
  'cancelRequested',
  'cancelTakenBack',
  'cancelled',
  'enteredInError',
  'erased',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Entries that every side of a case may know of: they say nothing of who was asked. */
const FOR_EVERY_SIDE: readonly EventType[] = ['submitted', 'consentRecorded', 'teaserReviewed'];

/** Entries about one hospital's offer: for itself and for the officer. */
export const OF_ONE_HOSPITAL: readonly EventType[] = [
  'offerSent',
  'offerViewed',
  'offerInterested',
  'offerWilling',
  'offerTakenBack',
  'offerChosen',
  'offerDeclined',
  'offerLapsed',
  'offerStandingLost',
  'offerAsked',
  'offerAnswered',
];

/** What the hospital that has the case may know from the moment it has it. */
const OF_THE_STAY: readonly EventType[] = [
  'accepted',
  'paperBrought',
  'consentWithdrawn',
  'consentLapsed',
  'estimateIssued',
  'estimateAccepted',
  'estimateDeclined',
  'depositReceived',
  'depositWaived',
  'scheduled',
  'appointmentProposed',
  'appointmentConfirmed',
  'appointmentLapsed',
  'appointmentCancelled',
  'appointmentNear',
  'meetingArranged',
  'visaPlanned',
  'guarantorNamed',
  'visaGuaranteed',
  'visaPapers',
  'visaApplied',
  'visaIssued',
  'visaRefused',
  'visaEntered',
  'visaExitReported',
  'visaReportDue',
  'visaReported',
  'visaAlarm',
  'visaPaperAlarm',
  'opinionProposed',
  'opinionAgreed',
  'opinionDeclined',
  'opinionWithdrawn',
  'opinionArranged',
  'opinionHeld',
  'opinionTravel',
  'opinionIssued',
  'opinionSent',
  'opinionOpened',
  'opinionReviewed',
  'opinionReminded',
  'noShow',
  'arrived',
  'treatmentStarted',
  'discharged',
  'summaryIssued',
  'summarySent',
  'summaryOpened',
  'summaryReviewed',
  'summaryReminded',
  'closed',
  'closedWithOpinion',
  'referredOnward',
  'cancelRequested',
  'cancelTakenBack',
  'cancelled',
];

/**
 * What those who only know of a case, a guarantor among them, do not read either: papers are between
 * those who carry it. A signed consent, which names other hospitals, stays with sender and officer.
 */
const OF_PAPERS: readonly EventType[] = ['consentPaperBrought', 'visaPaperAlarm'];

/** What is between the patient and those who open the page for them. */
const OF_THE_PATIENT: readonly EventType[] = [
  'statusPageOpened',
  'statusPageRenewed',
  'statusPageRevoked',
  'statusPageLocked',
];

export type Side = 'officer' | 'partner' | 'accepted' | 'candidate' | 'meta';

/**
 * Which entries a side of the case may see: everywhere, about its own hospital, and only since its
 * hospital has the case. A candidate sees what concerns itself and that the case was prepared with
 * care, never how many were asked; the sender does not see who declined; a hospital that took over
 * does not learn of the one before it.
 */
export function typesFor(side: Side): {
  everywhere: EventType[];
  ofOwnHospital: EventType[];
  sinceAccepted: EventType[];
} {
  if (side === 'officer') {
    return { everywhere: [...EVENT_TYPES], ofOwnHospital: [], sinceAccepted: [] };
  }
  if (side === 'candidate' || side === 'accepted') {
    return {
      everywhere: [...FOR_EVERY_SIDE],
      ofOwnHospital: [...OF_ONE_HOSPITAL],
      sinceAccepted: side === 'accepted' ? [...OF_THE_STAY] : [],
    };
  }
  const hidden =
    side === 'meta' ? [...OF_ONE_HOSPITAL, ...OF_PAPERS, ...OF_THE_PATIENT] : OF_ONE_HOSPITAL;
  return {
    everywhere: EVENT_TYPES.filter((type) => !hidden.includes(type)),
    ofOwnHospital: [],
    sinceAccepted: [],
  };
}
