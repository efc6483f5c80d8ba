import { noun, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { project, type ProjectRow } from '#server/discussions/index.ts';
import type { ConsortiumState } from './plain.ts';

export type ConsortiumRow = {
  id: string;
  state: ConsortiumState;
  version: number;
  itemId: string;
  /** Organisations that were asked, or have offered themselves, and wait. */
  waitingOrgIds: string[];
  /** Its space, which says who else may look. */
  project: ProjectRow;
};

/** A role's seat as an organisation was asked for it, offered itself for it, or holds it. */
export type SeatRow = {
  id: string;
  consortiumId: string;
  roleId: string;
  orgId: string;
  way: 'lead' | 'invited' | 'offered';
  state: string;
  askedBy: string;
};

const waits = (actor: Actor): Sql => sql`EXISTS (SELECT 1 FROM consortium_seat w
  WHERE w.consortium_id = cs.id AND w.state = 'waiting' AND w.org_id = ${actor.orgId}::uuid)`;
const inSpace = (predicate: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM project pr WHERE pr.id = cs.project_id AND (${predicate}))`;
const { P: openSpace, O: leads, M: takesPart } = project.relations;

/**
 * An application in the making. P: its space is open to every member; M: my organisation takes part in
 * its space, was asked to, or has offered itself; O: my organisation leads it.
 */
export const consortium = noun<ConsortiumRow>('consortium', {
  alias: 'cs',
  see: 'consortium.view',
  async find(tx, id) {
    const [row] = await tx.sql<Omit<ConsortiumRow, 'project'> & { projectId: string }>`
      SELECT cs.id, cs.state, cs.version, cs.item_id AS "itemId", cs.project_id AS "projectId",
             ARRAY(SELECT w.org_id FROM consortium_seat w
                    WHERE w.consortium_id = cs.id AND w.state = 'waiting') AS "waitingOrgIds"
        FROM consortium cs WHERE cs.id = ${id}`;
    if (!row) return null;
    const { projectId, ...own } = row;
    return { ...own, project: (await project.find(tx, projectId))! };
  },
  relations: {
    P: {
      holds: (actor, row) => openSpace!.holds(actor, row.project),
      rows: (actor) => inSpace(openSpace!.rows(actor)),
      people: (row) => openSpace!.people(row.project),
    },
    O: {
      holds: (actor, row) => leads!.holds(actor, row.project),
      rows: (actor) => inSpace(leads!.rows(actor)),
      people: (row) => leads!.people(row.project),
    },
    M: {
      holds: (actor, row) =>
        takesPart!.holds(actor, row.project) ||
        (actor.orgId !== null && row.waitingOrgIds.includes(actor.orgId)),
      rows: (actor) => sql`(${inSpace(takesPart!.rows(actor))} OR ${waits(actor)})`,
      people: (row) =>
        sql`((${takesPart!.people(row.project)}) OR o.id = ANY (${row.waitingOrgIds}::uuid[]))`,
    },
  },
});

const itsOwn = {
  holds: (actor: Actor, row: SeatRow) => actor.orgId === row.orgId,
  rows: (actor: Actor) => sql`se.org_id = ${actor.orgId}::uuid`,
  people: (row: SeatRow) => sql`o.id = ${row.orgId}::uuid`,
};

/** A seat, for the organisation that it is for. M and O: it is my organisation's. */
export const seat = noun<SeatRow>('seat', {
  alias: 'se',
  see: 'consortium.view',
  async find(tx, id) {
    const [row] = await tx.sql<SeatRow>`
      SELECT id, consortium_id AS "consortiumId", role_id AS "roleId", org_id AS "orgId", way, state,
             asked_by AS "askedBy" FROM consortium_seat WHERE id = ${id}`;
    return row ?? null;
  },
  relations: { M: itsOwn, O: itsOwn },
});
