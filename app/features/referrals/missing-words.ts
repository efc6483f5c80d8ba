import type { T } from '#app/i18n/use-t.ts';
import type { FormState } from '#app/ui/index.ts';

export type EditStep = 'patient' | 'condition' | 'request' | 'consent' | 'review';

/** The steps of the case form, in their order. */
export const STEPS: readonly EditStep[] = ['patient', 'condition', 'request', 'consent', 'review'];

/** Missing pieces in the order of the form. */
export function inFormOrder(missing: readonly string[]): string[] {
  return [...missing].sort((a, b) => STEPS.indexOf(stepOf(a)) - STEPS.indexOf(stepOf(b)));
}

/** The step of the form where a missing piece is entered. */
export function stepOf(path: string): EditStep {
  if (path.startsWith('identity.')) return 'patient';
  if (path.startsWith('clinical.') || path === 'facts.icdBlock') return 'condition';
  if (path.startsWith('consent.')) return 'consent';
  if (path === 'facts.mobility') return 'condition';
  return PATIENT_FACTS.includes(path) ? 'patient' : 'request';
}

const PATIENT_FACTS = ['facts.sex', 'facts.country', 'facts.languages', 'facts.interpreter', 'facts.interpreterLang']; // prettier-ignore

const KNOWN = [
  'identity.familyName',
  'identity.givenName',
  'identity.birthDate',
  'identity.nationality',
  'identity.passport',
  'identity.referrerName',
  'clinical.diagnosis',
  'clinical.summary',
  'facts.specialty',
  'facts.icdBlock',
  'facts.country',
  'facts.sex',
  'facts.languages',
  'facts.wantedFrom',
  'facts.payer',
  'facts.request',
  'consent.platform',
  'consent.broadcast',
  'teaser',
  'estimate',
  'deposit',
  'returnSummary',
  'summaryReview',
  'followUpAhead',
  'visa',
  'guarantor',
  'opinionAgreed',
  'opinionHeld',
  'opinionOpen',
  'opinionTime',
  'consent.opinion',
  'consent.status',
] as const;

/** A missing piece in the reader's words. */
export function missingWords(path: string, t: T<'referrals'>): string {
  const known = KNOWN.find((one) => one === path);
  return known ? t(`missing.${known}`) : path;
}

/** Fields of the form that never count as missing, with the key of what they are called. */
const OTHER_FIELDS = {
  orgIds: 'consent.named.which',
  covers: 'consent.covers',
  'abroadCountries.0': 'consent.abroad',
  lang: 'consent.lang',
  validTo: 'consent.validTo',
  signer: 'consent.signer',
  relation: 'consent.relation',
  givenOn: 'consent.givenOn',
  'facts.urgency': 'field.urgency',
  'facts.wantedTo': 'field.wantedTo',
  'facts.companions': 'field.companions',
  'identity.nativeName': 'patient.nativeName',
  'identity.address': 'patient.address',
  'identity.phone': 'patient.phone',
  'identity.email': 'patient.email',
  'identity.occupation': 'patient.occupation',
  'identity.kinName': 'patient.kinName',
  'identity.kinRelation': 'patient.kinRelation',
  'identity.kinPhone': 'patient.kinPhone',
  'identity.referrerPhone': 'patient.referrerPhone',
  'clinical.icdCode': 'condition.icdCode',
  'clinical.history': 'clinical.history',
  'clinical.findings': 'clinical.findings',
  'clinical.treatment': 'clinical.treatment',
  'facts.mobility': 'facts.mobility',
  'facts.interpreter': 'facts.interpreter',
  'facts.interpreterLang': 'patient.interpreterLang',
  'facts.diet': 'facts.diet',
  'clinical.medicationCodes': 'clinical.medications',
  'clinical.allergyCodes': 'clinical.allergies',
  'clinical.infectionCodes': 'clinical.infections',
  'clinical.implantCodes': 'clinical.implants',
  'clinical.medications': 'clinical.medications',
  'clinical.allergies': 'clinical.allergies',
  'clinical.infections': 'clinical.infections',
  'clinical.implants': 'clinical.implants',
  'clinical.mobility': 'clinical.mobility',
  'clinical.budget': 'clinical.budget',
} as const;

/** A field of the case in the reader's words. */
export function fieldWords(path: string, t: T<'referrals'>): string {
  const other = OTHER_FIELDS[path as keyof typeof OTHER_FIELDS];
  return other ? t(other) : missingWords(path, t);
}

/** What the faulty fields of a form are called, for its error summary. */
export function fieldLabels({ refused }: FormState, t: T<'referrals'>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(refused?.fields ?? {}).flatMap((path) => {
      const words = fieldWords(path, t);
      return words === path ? [] : [[path, words]];
    }),
  );
}
