import { sql, type Sql } from '#server/platform/access/access.ts';

/** Whether an organisation has people who can sign in, of whom a condition on `hm`, their place, holds. */
export function hasPeople(orgId: Sql, condition: Sql = sql`true`): Sql {
  return sql`EXISTS (SELECT FROM membership hm JOIN person hp ON hp.id = hm.person_id AND hp.deactivated_at IS NULL
    WHERE hm.org_id = ${orgId} AND hm.ended_at IS NULL AND ${condition})`;
}

/** Whether somebody who can sign in represents an organisation. */
export function hasRepresentative(orgId: Sql): Sql {
  return hasPeople(orgId, sql`'representative' = ANY (hm.roles)`);
}
