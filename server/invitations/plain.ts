import type { OrgKind } from '#server/platform/access/matrix.ts';

/** So many days a link of an invitation works. */
export const INVITATION_DAYS = 7;

/** What somebody may be invited as; a representative is named among the people who are there. */
export const INVITED_ROLES = ['member', 'hospitalCoordinator', 'billing'] as const;
export type InvitedRole = (typeof INVITED_ROLES)[number];

/** The roles that an organisation of a kind has to give; the secretariat's people come another way. */
export function rolesOf(kind: OrgKind): readonly InvitedRole[] {
  if (kind === 'secretariat') return [];
  return INVITED_ROLES.filter((role) => role !== 'hospitalCoordinator' || kind === 'hospital');
}
