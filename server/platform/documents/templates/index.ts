import type { DocumentData, DocumentKind } from '../kinds.ts';
import type { Sheet } from '../sheet.ts';
import type { Words } from '../wording.ts';
import { acceptance } from './acceptance.ts';
import { caseRecord } from './case-record.ts';
import { consent } from './consent.ts';
import { consortiumApplication } from './consortium-application.ts';
import { consortiumConsent } from './consortium-consent.ts';
import { estimate } from './estimate.ts';
import { referralLetter } from './referral-letter.ts';
import { returnSummary } from './return-summary.ts';
import { secondOpinion } from './second-opinion.ts';
import { treatmentSchedule } from './treatment-schedule.ts';
import { visaChange } from './visa-change.ts';
import { visitCertificate } from './visit-certificate.ts';

/** Typed data and words to a sheet. Pure: a template reads nothing but what it is given. */
export const templates: {
  [Kind in DocumentKind]: (data: DocumentData<Kind>, words: Words) => Sheet;
} = {
  visitCertificate,
  estimate,
  acceptance,
  referralLetter,
  treatmentSchedule,
  returnSummary,
  secondOpinion,
  caseRecord,
  consent,
  consortiumApplication,
  consortiumConsent,
  visaChange,
};
