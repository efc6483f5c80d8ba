import type { Actor } from '#server/platform/access/actor.ts';
import type { OrgKind } from '#server/platform/access/matrix.ts';
import type { ReferralRow } from './access.ts';
import { hasAccepted, isCandidate } from './rules/disclosure.ts';
import type { Side } from './rules/event-types.ts';

/**
 * Kinds of organisation that refer patients in their own name: partners abroad, and companies for
 * medical travel, which may guarantee a stay beside.
 */
export const SENDER_KINDS: readonly OrgKind[] = ['partner', 'facilitator'];

export function isSender(orgKind: OrgKind | null): boolean {
  return orgKind !== null && SENDER_KINDS.includes(orgKind);
}

export type CaseSide = Exclude<Side, 'meta'> | 'desk' | 'guarantor';

/** The nearest side of a case that the caller stands on. */
export function sideOf(row: ReferralRow, actor: Actor): CaseSide {
  if (actor.orgId === row.partnerOrgId) return 'partner';
  if (actor.orgKind === 'secretariat') {
    return actor.personId === row.officerId && actor.roles.includes('staff') ? 'officer' : 'desk';
  }
  if (actor.orgId && hasAccepted(row, actor.orgId)) return 'accepted';
  if (actor.orgId && isCandidate(row, actor.orgId)) return 'candidate';
  return 'guarantor';
}

/** The side whose timeline it reads: those who only know of the case see no more than its course. */
export function timelineSide(side: CaseSide): Side {
  return side === 'desk' || side === 'guarantor' ? 'meta' : side;
}
