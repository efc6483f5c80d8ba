import { sql, type Sql } from '#server/platform/access/access.ts';

/** Whether somebody who can sign in represents an organisation. */
export function hasRepresentative(orgId: string): Sql {
  return sql`EXISTS (SELECT 1 FROM membership rm JOIN person rp ON rp.id = rm.person_id AND rp.deactivated_at IS NULL
    WHERE rm.org_id = ${orgId}::uuid AND rm.ended_at IS NULL AND 'representative' = ANY (rm.roles))`;
}
