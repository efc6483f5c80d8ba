import { noun, sql } from '#server/platform/access/access.ts';
import type { Labels } from './history.ts';

/** A clinical department as the gate sees it, and as the history keeps it. */
export type DepartmentRow = {
  id: string;
  orgId: string;
  specialty: string;
  name: Labels;
  yearlyCases: number | null;
  version: number;
};

/** A line of a capability profile as the gate sees it, and as the history keeps it. */
export type LineRow = {
  id: string;
  orgId: string;
  kind: string;
  code: string;
  evidence: Labels | null;
  version: number;
  /** Taken out of its profile: as the history has it. */
  withdrawn: boolean;
};

/** A department of an organisation. O: my organisation's. */
export const department = noun<DepartmentRow>('department', {
  alias: 'd',
  see: 'profile.view',
  async find(tx, id) {
    const [row] = await tx.sql<DepartmentRow>`
      SELECT id, org_id AS "orgId", specialty, name, yearly_cases AS "yearlyCases", version
        FROM department WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {
    O: {
      holds: (actor, row) => actor.orgId === row.orgId,
      rows: (actor) => sql`d.org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.orgId}::uuid`,
    },
  },
});

/** A line of a capability profile. O: my organisation's. */
export const capabilityLine = noun<LineRow>('capabilityLine', {
  alias: 'c',
  see: 'profile.view',
  async find(tx, id) {
    // Whoever still has the page of one that was taken out is told so.
    const [row] = await tx.sql<LineRow>`
      SELECT id, org_id AS "orgId", kind, code, evidence, version, false AS withdrawn
        FROM capability WHERE id = ${id}
      UNION ALL
      SELECT record_id, org_id, before->>'kind', before->>'code', before->'evidence', -1, true
        FROM profile_change WHERE record_id = ${id} AND about = 'line' AND act = 'withdrawn'`;
    return row ?? null;
  },
  relations: {
    O: {
      holds: (actor, row) => actor.orgId === row.orgId,
      rows: (actor) => sql`c.org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.orgId}::uuid`,
    },
  },
});
