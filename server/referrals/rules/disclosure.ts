import { IN_CARE, type ReferralState } from '#server/platform/access/matrix.ts';
import { INTERESTED_STATUSES, OPEN_STATUSES, type OfferStatus } from './offers.ts';

/** A case with its hospital, until the hospital's own chart takes over. */
export const CARE_STATES = [...IN_CARE, 'closed'] as const;
export function isWithHospital(state: ReferralState): boolean {
  return (CARE_STATES as readonly string[]).includes(state);
}

/** A patient is in the hospital's care: until the case is closed, or in other hands. */
export function isInCare(state: ReferralState): boolean {
  return (IN_CARE as readonly string[]).includes(state);
}

/** The consent in force, as far as it decides who may see what. */
export type Consent = {
  id: string;
  covers: string[];
  orgIds: string[];
  orgClass: string | null;
};

/** What of a case decides how far it is open to a hospital. */
export type Openness = {
  state: ReferralState;
  acceptedOrgId: string | null;
  offers: readonly { orgId: string; status: OfferStatus }[];
  consent: Consent | null;
};

/** The patient agreed to this hospital: by name, or as one of the hospitals the case was offered to. */
export function consentReaches({ consent, offers }: Openness, orgId: string): boolean {
  if (!consent?.covers.includes('hospital')) return false;
  if (consent.orgIds.includes(orgId)) return true;
  if (consent.orgClass !== 'offeredHospitals') return false;
  return offers.some((each) => each.orgId === orgId && each.status !== 'queued');
}

/**
 * C. The hospital is asked and nobody has been chosen; or it was chosen and the consent has gone
 * since: then it is back to what a candidate sees.
 */
export function isCandidate(row: Openness, orgId: string): boolean {
  if (holds(row, orgId)) return !consentReaches(row, orgId);
  return isAskedWith(row, orgId, OPEN_STATUSES);
}

/** I. It is a candidate, said it is interested, and the consent covers it. */
export function isInterested(row: Openness, orgId: string): boolean {
  return isAskedWith(row, orgId, INTERESTED_STATUSES) && consentReaches(row, orgId);
}

/** A. It was chosen, and the consent covers it. */
export function hasAccepted(row: Openness, orgId: string): boolean {
  return holds(row, orgId) && consentReaches(row, orgId);
}

export type Stage = 'teaser' | 'clinical' | 'identified';
export type Grant = { orgId: string; stage: Stage };

/**
 * The rights that hospitals have to a case now, one row each in `disclosure_grant`: the record of who
 * was given what under which consent, and what row-level security goes by. They follow from the
 * case, its offers and its consent; nobody grants one by hand.
 */
export function grantsOf(row: Openness): Grant[] {
  const orgIds = [...new Set(row.offers.map(({ orgId }) => orgId))];
  return orgIds.flatMap((orgId) => {
    const stages: Stage[] = [];
    if (isCandidate(row, orgId)) stages.push('teaser');
    if (isInterested(row, orgId)) stages.push('clinical');
    if (hasAccepted(row, orgId)) stages.push('teaser', 'clinical', 'identified');
    return stages.map((stage) => ({ orgId, stage }));
  });
}

function holds(row: Openness, orgId: string): boolean {
  return row.acceptedOrgId === orgId && isWithHospital(row.state);
}

function isAskedWith(row: Openness, orgId: string, statuses: readonly string[]): boolean {
  return (
    row.state === 'broadcasting' &&
    row.offers.some((each) => each.orgId === orgId && statuses.includes(each.status))
  );
}
