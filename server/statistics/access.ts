import { grants, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';

/**
 * Whether the caller reads of patients that are not theirs to know one by one: then nothing is told of
 * fewer than `SMALLEST_COUNT`.
 */
export function isPublic(actor: Actor): boolean {
  const relations = actor.roles.flatMap((role) => [...grants(role, 'referral.stats')]);
  // A guarantor knows of its cases and not of their patients.
  const reads = relations.includes('P') || actor.orgKind === 'facilitator';
  return reads && !relations.includes('*');
}

/** Others' patients: whoever counts in public knows its own one by one, and would subtract them. */
export function others(actor: Actor): Sql {
  return isPublic(actor) ? sql`r.partner_org_id IS DISTINCT FROM ${actor.orgId}::uuid` : sql`true`;
}
