import { actsAsDeputy, noun, sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { forbidden } from '#server/platform/errors.ts';

export type DeputyshipRow = {
  id: string;
  orgId: string;
  absentId: string;
  deputyId: string;
};

/** Somebody's standing in for a coordinator. O: of a coordinator of my organisation. */
export const deputyship = noun<DeputyshipRow>('deputyship', {
  alias: 's',
  see: 'org.viewFull',
  async find(tx, id) {
    const [row] = await tx.sql<DeputyshipRow>`
      SELECT id, org_id AS "orgId", absent_id AS "absentId", deputy_id AS "deputyId"
        FROM deputyship WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {
    O: {
      holds: (actor, row) => actor.orgId === row.orgId,
      rows: (actor) => sql`s.org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.orgId}::uuid`,
    },
  },
});

/** Whoever only stands in for somebody names nobody, and ends nobody's standing in. */
export function namesDeputies(actor: Actor): boolean {
  return !actsAsDeputy(actor, 'org.deputise');
}

/** @throws 403 DEPUTY_NAMES_NOBODY */
export function requireNamer(actor: Actor): void {
  if (!namesDeputies(actor)) throw forbidden('DEPUTY_NAMES_NOBODY');
}
