import { actorOf } from '#server/platform/sessions.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/**
 * A person as each of the organisations they belong to now: what they may see of what was written to
 * them for one. None for people who have left.
 */
export async function actorsOf(tx: Tx, personId: string): Promise<Actor[]> {
  const rows = await tx.sql<Parameters<typeof actorOf>[2]>`
    SELECT p.lang, p.time_zone, false AS has_factor, NULL::timestamptz AS factor_at,
           m.org_id, o.kind AS org_kind, m.roles, m.deputy_for
      FROM person p
      JOIN acting_membership m ON m.person_id = p.id AND m.ended_at IS NULL
      JOIN organisation o ON o.id = m.org_id
     WHERE p.id = ${personId} AND p.deactivated_at IS NULL
     ORDER BY m.started_at, m.id`;
  return rows.map((row) => actorOf(null, personId, row));
}
