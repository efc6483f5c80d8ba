import type { CaseFacts, Clinical, ConsentCover, Identity } from '../schemas.ts';

/** A piece that a case still lacks, as a path that forms and refusals share: `identity.birthDate`. */
export type Missing = string;

const IDENTITY: readonly (keyof Identity)[] = [
  'familyName',
  'givenName',
  'birthDate',
  'nationality',
  'passport',
  'referrerName',
];

export function missingIdentity(identity: Identity | null): Missing[] {
  return IDENTITY.filter((key) => !identity?.[key]).map((key) => `identity.${key}`);
}

export function missingClinical(clinical: Clinical | null): Missing[] {
  const summary = clinical?.summary;
  return [
    ...(clinical?.diagnosis ? [] : ['clinical.diagnosis']),
    ...(summary?.ja || summary?.en ? [] : ['clinical.summary']),
  ];
}

type Facts = Pick<
  CaseFacts,
  'specialty' | 'icdBlock' | 'country' | 'languages' | 'wantedFrom' | 'payer' | 'request' | 'sex'
>;

export function missingFacts(facts: Facts): Missing[] {
  const lacking: Missing[] = [];
  if (!facts.specialty) lacking.push('facts.specialty');
  if (!facts.icdBlock) lacking.push('facts.icdBlock');
  if (!facts.country) lacking.push('facts.country');
  if (facts.sex === 'unknown') lacking.push('facts.sex');
  if (facts.languages.length === 0) lacking.push('facts.languages');
  if (!facts.wantedFrom) lacking.push('facts.wantedFrom');
  if (!facts.payer) lacking.push('facts.payer');
  if (!facts.request.ja && !facts.request.en) lacking.push('facts.request');
  return lacking;
}

export function missingConsent(covers: readonly string[], wanted: ConsentCover): Missing[] {
  return covers.includes(wanted) ? [] : [`consent.${wanted}`];
}
