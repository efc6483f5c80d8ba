import type { ReferralState } from '#server/platform/access/matrix.ts';

export * from './care-codes.ts';

/** States before hospitals are asked. */
export const BEFORE_ASKING = ['draft', 'submitted', 'intakeReview', 'returned'] as const;
/** States in which nothing more is expected of anybody. */
export const DONE: readonly ReferralState[] = ['closed', 'cancelled', 'enteredInError', 'erased'];

/** `waiting`: the next step is mine. `running`: it goes on elsewhere. `done`: it has ended. */
export const WORKLIST_VIEWS = ['waiting', 'running', 'done'] as const;
export type WorklistView = (typeof WORKLIST_VIEWS)[number];
/** How far the online second opinion of a case is, as lists mark it. */
export const OPINION_MARKS = ['proposed', 'wanted', 'agreed', 'writing', 'toRead', 'read'] as const;
export type OpinionMark = (typeof OPINION_MARKS)[number];

/** Wordings of the consent, the one in force first. Each stays readable under its own name. */
export const CONSENT_TEXT_VERSIONS = ['2027-02', '2027-01', '2026-12', '2026-11'] as const;
export type ConsentTextVersion = (typeof CONSENT_TEXT_VERSIONS)[number];
export const CONSENT_TEXT_VERSION = CONSENT_TEXT_VERSIONS[0];
/** Wordings that say nothing of an online second opinion: none was agreed to by them. */
export const WITHOUT_OPINION: readonly ConsentTextVersion[] = ['2026-12', '2026-11'];
/** Wordings that say nothing of a status page for patient and family. */
export const WITHOUT_STATUS: readonly ConsentTextVersion[] = ['2027-01', ...WITHOUT_OPINION];
/**
 * Wordings that do not name medicines, allergies, infections, implants, mobility and interpreter among what
 * hospitals that are asked learn: to them they are not told.
 */
export const WITHOUT_CARE: readonly ConsentTextVersion[] = ['2027-01', '2026-12', '2026-11'];
/** Languages that the wording is written in; into any other it is explained by an interpreter. */
export const CONSENT_TEXT_LANGS = ['ja', 'en', 'zh', 'ko'] as const;
export type ConsentTextLang = (typeof CONSENT_TEXT_LANGS)[number];

/** What somebody is to the patient who signs in their place. */
export const SIGNER_RELATIONS = [
  'parent',
  'spouse',
  'child',
  'sibling',
  'legalGuardian',
  'otherFamily',
  'other',
] as const;
export type SignerRelation = (typeof SIGNER_RELATIONS)[number];

/**
 * Why the country outside Japan that information goes to cannot be named yet. The person is told why,
 * and which countries it may be: Act on the Protection of Personal Information, article 28, and
 * article 17 of its enforcement rules.
 */
export const ABROAD_UNKNOWN = ['placeOpen', 'payerOpen'] as const;
export type AbroadUnknown = (typeof ABROAD_UNKNOWN)[number];
export const MOST_ABROAD = 5;

/** Letters of the reason by which a privacy officer lets a rare case be offered. */
export const EXCEPTION_WORDS = { least: 20, most: 500 } as const;

/** The address of a case's page, and of pages below it. The check character may be one that addresses reserve. */
export function casePath(code: string, ...rest: string[]): string {
  const own = encodeURIComponent(code).replaceAll('*', '%2A');
  return ['/referrals', own, ...rest].join('/');
}
