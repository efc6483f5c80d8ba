import { noun, sql } from '#server/platform/access/access.ts';

export type CertificationRow = {
  id: string;
  orgId: string;
  kind: string;
  validFrom: string;
  validTo: string | null;
  version: number;
};

/** A certification with what the secretariat knows of it. O: my organisation's. */
export const certification = noun<CertificationRow>('certification', {
  alias: 'z',
  see: 'certification.view',
  async find(tx, id) {
    const [row] = await tx.sql<CertificationRow>`
      SELECT id, org_id AS "orgId", kind, valid_from AS "validFrom", valid_to AS "validTo", version
        FROM certification WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {
    O: {
      holds: (actor, row) => actor.orgId === row.orgId,
      rows: (actor) => sql`z.org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.orgId}::uuid`,
    },
  },
});

/** Whether nothing of the same kind and organisation lasts longer than a certification `z`. */
export const NEWEST = sql`NOT EXISTS (SELECT 1 FROM certification later
  WHERE later.org_id = z.org_id AND later.kind = z.kind
    AND coalesce(later.valid_to, 'infinity') > coalesce(z.valid_to, 'infinity'))`;
