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
    const [row] = await tx.sql<LineRow>`
      SELECT id, org_id AS "orgId", kind, code, evidence, version FROM capability WHERE id = ${id}`;
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
