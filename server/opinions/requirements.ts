import { invalid } from '#server/platform/errors.ts';
import {
  consentReaches,
  opinionOf,
  type ReferralRow,
  type Requirement,
} from '#server/referrals/index.ts';

/** A case ends with a second opinion that was agreed on and given. */
export const missingOpinion: Requirement = async (tx, row) => {
  const opinion = await opinionOf(tx, row);
  if (opinion?.state === 'held') return [];
  return opinion?.state === 'agreed' ? ['opinionHeld'] : ['opinionAgreed'];
};

/** A journey is planned when no second opinion comes before it. */
export const openOpinion: Requirement = async (tx, row) => {
  const opinion = await opinionOf(tx, row);
  return opinion?.state === 'agreed' || opinion?.state === 'held' ? ['opinionOpen'] : [];
};

/** Whether the patient agreed to a second opinion by video, and to the hospital that has the case. */
export function consentsTo(row: ReferralRow): boolean {
  const reaches = row.acceptedOrgId === null || consentReaches(row, row.acceptedOrgId);
  return reaches && (row.consent?.covers.includes('opinion') ?? false);
}

/** @throws 422 CONSENT_MISSING */
export function requireConsent(row: ReferralRow): void {
  if (consentsTo(row)) return;
  throw invalid('CONSENT_MISSING', undefined, [{ path: 'consent.opinion', message: 'required' }]);
}
