/** Where the secretariat's tools live. */
export const MODERATION = '/moderation';

export function reportAddress(reportId: string): string {
  return `${MODERATION}/reports/${reportId}`;
}

export const HANDOVERS = `${MODERATION}/handovers`;

export function handoversOf(orgSlug: string): string {
  return `${HANDOVERS}?org=${encodeURIComponent(orgSlug)}`;
}

export const HELD_POSTS = `${MODERATION}/posts`;

export function heldAddress(heldId: string): string {
  return `${HELD_POSTS}/${heldId}`;
}
