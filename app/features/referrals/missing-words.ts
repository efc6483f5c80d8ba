import type { T } from '#app/i18n/use-t.ts';

export type EditStep = 'patient' | 'condition' | 'request' | 'consent' | 'review';

/** The step of the form where a missing piece is entered. */
export function stepOf(path: string): EditStep {
  if (path.startsWith('identity.')) return 'patient';
  if (path.startsWith('clinical.') || path === 'facts.icdBlock') return 'condition';
  if (path.startsWith('consent.')) return 'consent';
  return path === 'facts.sex' || path === 'facts.country' || path === 'facts.languages'
    ? 'patient'
    : 'request';
}

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
] as const;

/** A missing piece in the reader's words. */
export function missingWords(path: string, t: T<'referrals'>): string {
  const known = KNOWN.find((one) => one === path);
  return known ? t(`missing.${known}`) : path;
}
