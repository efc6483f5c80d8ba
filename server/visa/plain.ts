/** How a patient enters Japan: on a visa for a medical stay, as a short-term visitor, or without a visa. */
export const WAYS = ['single', 'multiple', 'visitor', 'none'] as const;
export type Way = (typeof WAYS)[number];
/** The ways of the visa for a medical stay, which a registered guarantor has to vouch for. */
export const MEDICAL_WAYS: readonly Way[] = ['single', 'multiple'];

/** Who applies in Japan for the certificate of eligibility. */
export const COE_BY = ['hospital', 'relative'] as const;
export const MOST_COMPANIONS = 9;

/** Who brings a paper, or takes the next step. */
export const PARTIES = ['partner', 'hospital', 'guarantor'] as const;
export type Party = (typeof PARTIES)[number];

/** The papers of the checklist; `rules/items.ts` says which plan needs which. */
export const ITEMS = [
  'passport',
  'form',
  'photo',
  'funds',
  'itinerary',
  'companionPapers',
  'tbClearance',
  'lodging',
  'payment',
  'certificate',
  'schedule',
  'acceptance',
  'brochure',
  'guarantee',
  'landing',
] as const;
export type Item = (typeof ITEMS)[number];
/** The guarantor's certificate is entered with its number, not ticked. */
export const TICKED = ITEMS.filter((item) => item !== 'guarantee');
export const ITEM_STATES = ['open', 'brought', 'notNeeded'] as const;
export type ItemState = (typeof ITEM_STATES)[number];
/** Why a paper is not needed. */
export const NOT_NEEDED = ['notAsked', 'otherPaper', 'notThisStay'] as const;
export type NotNeeded = (typeof NOT_NEEDED)[number];

/** What is recorded of the way to Japan, in the order in which it happens. */
export const STEPS = [
  'coeApplied',
  'coeIssued',
  'applied',
  'issued',
  'refused',
  'entered',
] as const;
export type Step = (typeof STEPS)[number];

/** What of the facts that a guarantor has vouched for is another now. */
export const REPORT_KINDS = ['dates', 'companions', 'hospital', 'stayEnded', 'cancelled'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
/** Whom it is reported to; `registrar`: the office that keeps the list on which the guarantor stands. */
export const REPORTED_TO = [
  'embassy',
  'foreignMinistry',
  'immigration',
  'registrar',
  'other',
] as const;
export type ReportedTo = (typeof REPORTED_TO)[number];

/** What the guarantor answers for. */
export const DUTIES = ['identity', 'payment', 'exit'] as const;

export const ALARMS = [
  'arrivesTooLate',
  'visaRanOut',
  'coeRunsOut',
  'paperTooOld',
  'stayTooShort',
  'datesDiffer',
  'decisionLate',
  'stayOver',
  'exitReportLate',
  'papersOutdated',
] as const;
export type AlarmKind = (typeof ALARMS)[number];
/** The one about a paper of the checklist: none of the guarantor's matter, which does not see them. */
export const ALARM_OF_PAPERS = 'paperTooOld' satisfies AlarmKind;

/** The papers that the hospital has printed here. */
export const PAPER_KINDS = ['visitCertificate', 'acceptance', 'treatmentSchedule'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
export const PAPER_LANGS = ['ja', 'en'] as const;
export type PaperLang = (typeof PAPER_LANGS)[number];
export const PURPOSES = ['treatment', 'checkup', 'dental', 'recuperation', 'other'] as const;
/** Letters of a line on a paper. */
export const LINE_LIMIT = 300;
/** Lines of a treatment schedule (治療予定表), and where each takes place. */
export const MOST_STAGES = 12;
export const STAGE_PLACES = ['outpatient', 'inpatient', 'abroad'] as const;
export type StagePlace = (typeof STAGE_PLACES)[number];
