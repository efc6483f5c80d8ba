import { noun, raw, sql, type RelationForms, type Sql } from '#server/platform/access/access.ts';
import type { Relation } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import {
  everyMember,
  isOpenSpace,
  isOpenTo,
  NO_PEOPLE,
  participants,
  participates,
  takesPart,
  thoseTakingPart,
  type Participants,
} from '#server/discussions/index.ts';

export type ProjectFileRow = Participants & {
  id: string;
  projectId: string;
  leadOrgId: string;
  name: string;
  label: string | null;
  /** The organisation that brought it. */
  orgId: string;
  deskOrgId: string | null;
  number: number;
  version: number;
};
/** One version of a file; whom it is open to may differ from its file's other versions. */
export type VersionRow = Participants & { id: string; leadOrgId: string };
export type BringingRow = Participants & {
  id: string;
  uploadedBy: string;
  orgId: string;
  name: string;
};

/** How long a file that was removed can be brought back. */
export const RESTORE_DAYS = 30;

/** At a desk each organisation has files of its own; those who lead it see all, and bring for all. */
const OF_THE_DESK = raw(`(space.privacy <> 'desk' OR pf.desk_org_id IS NULL
  OR pm.org_id IN (pf.desk_org_id, space.lead_org_id))`);
/** An organisation that came without the history reads what is younger than that. */
const AFTER_IT_CAME = raw('(pm.files_from IS NULL OR pv.at > pm.files_from)');
const IN_VERSION = sql`${OF_THE_DESK} AND ${AFTER_IT_CAME}`;
const IN_FILE = sql`${OF_THE_DESK} AND EXISTS (
  SELECT 1 FROM project_file_version pv WHERE pv.project_file_id = pf.id AND ${AFTER_IT_CAME})`;

const THERE = sql`pf.deleted_at IS NULL`;
const IN_THE_BIN = sql`pf.deleted_at > forum_now() - make_interval(days => ${raw(String(RESTORE_DAYS))})`;

function findIn(name: string, which: Sql) {
  return async (tx: Tx, id: string): Promise<ProjectFileRow | null> => {
    const { rows } = await tx.query<ProjectFileRow>(
      sql`SELECT pf.id, pf.name, pf.label, pf.org_id AS "orgId", pf.desk_org_id AS "deskOrgId", pf.number,
             pf.version, space.lead_org_id AS "leadOrgId", ${participants('pf.project_id', IN_FILE, NO_PEOPLE)}
        FROM project_file pf JOIN project space ON space.id = pf.project_id
       WHERE pf.id = ${id} AND ${which}`,
      name,
    );
    return rows[0] ?? null;
  };
}

function relationsOf(which: Sql): Partial<Record<Relation, RelationForms<ProjectFileRow>>> {
  return {
    P: {
      holds: isOpenTo,
      rows: (actor) => sql`${which} AND ${isOpenSpace(actor, 'pf.project_id')}`,
      people: everyMember,
    },
    M: {
      holds: takesPart,
      rows: (actor) => sql`${which} AND ${participates(actor, 'pf.project_id', IN_FILE)}`,
      people: thoseTakingPart,
    },
    S: {
      holds: (actor, row) => takesPart(actor, row) && actor.orgId === row.orgId,
      rows: (actor) =>
        sql`${which} AND pf.org_id = ${actor.orgId}::uuid AND ${participates(actor, 'pf.project_id', IN_FILE)}`,
      people: (row) => sql`o.id = ${row.orgId}::uuid AND ${thoseTakingPart(row)}`,
    },
    O: {
      holds: (actor, row) => takesPart(actor, row) && actor.orgId === row.leadOrgId,
      rows: (actor) =>
        sql`${which} AND ${participates(actor, 'pf.project_id', sql`pm.org_id = space.lead_org_id AND ${IN_FILE}`)}`,
      people: (row) => sql`o.id = ${row.leadOrgId}::uuid AND ${thoseTakingPart(row)}`,
    },
  };
}

/**
 * A file of a project's library. M and P as its project, but at a desk the files of other organisations,
 * and all whose every version is older than what an organisation may read. S: brought by the
 * organisation one acts for, which still takes part; O: that organisation leads the project.
 */
export const projectFile = noun<ProjectFileRow>('projectFile', {
  alias: 'pf',
  see: 'project.view',
  find: findIn('projectFiles.find', THERE),
  relations: relationsOf(THERE),
});

/** A file that was removed and can still be restored: known to those who may do that alone. */
export const binnedFile = noun<ProjectFileRow>('binnedFile', {
  alias: 'pf',
  see: 'project.tendFile',
  find: findIn('projectFiles.findBinned', IN_THE_BIN),
  relations: relationsOf(IN_THE_BIN),
});

/** A predicate on the file `pf` of a version `pv`. */
const ofItsFile = (predicate: Sql) =>
  sql`EXISTS (SELECT 1 FROM project_file pf WHERE pf.id = pv.project_file_id AND ${THERE} AND ${predicate})`;

/** One version, as a stored file of its own: whoever sees its file and may read back as far. */
export const projectFileVersion = noun<VersionRow>('projectFileVersion', {
  alias: 'pv',
  see: 'project.view',
  async find(tx, id) {
    const { rows } = await tx.query<VersionRow>(
      sql`SELECT pv.id, space.lead_org_id AS "leadOrgId", ${participants('pf.project_id', IN_VERSION, NO_PEOPLE)}
        FROM project_file_version pv JOIN project_file pf ON pf.id = pv.project_file_id AND ${THERE}
        JOIN project space ON space.id = pf.project_id
       WHERE pv.id = ${id}`,
      'projectFiles.findVersion',
    );
    return rows[0] ?? null;
  },
  relations: {
    P: {
      holds: isOpenTo,
      rows: (actor) => ofItsFile(isOpenSpace(actor, 'pf.project_id')),
      people: everyMember,
    },
    M: {
      holds: takesPart,
      rows: (actor) => ofItsFile(participates(actor, 'pf.project_id', IN_VERSION)),
      people: thoseTakingPart,
    },
  },
});

const LOOSE = sql`pu.owner_kind = 'project' AND pu.deleted_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM project_file_version pv WHERE pv.id = pu.id)`;

/**
 * What somebody brought to a project and that is in its library not yet. M: brought by this person for
 * the organisation they act for now, which still takes part.
 */
export const projectUpload = noun<BringingRow>('projectUpload', {
  alias: 'pu',
  see: 'project.upload',
  async find(tx, id) {
    const { rows } = await tx.query<BringingRow>(
      sql`SELECT pu.id, pu.uploaded_by AS "uploadedBy", pu.org_id AS "orgId", pu.name,
             ${participants('pu.owner_id', sql`true`, NO_PEOPLE)}
        FROM file pu JOIN project space ON space.id = pu.owner_id WHERE pu.id = ${id} AND ${LOOSE}`,
      'projectFiles.findUpload',
    );
    return rows[0] ?? null;
  },
  relations: {
    M: {
      holds: (actor, row) =>
        takesPart(actor, row) && row.uploadedBy === actor.personId && row.orgId === actor.orgId,
      rows: (actor) =>
        sql`${LOOSE} AND pu.uploaded_by = ${actor.personId}::uuid AND pu.org_id = ${actor.orgId}::uuid
          AND ${participates(actor, 'pu.owner_id', sql`true`)}`,
      people: (row) =>
        sql`m.person_id = ${row.uploadedBy}::uuid AND o.id = ${row.orgId}::uuid AND ${thoseTakingPart(row)}`,
    },
  },
});
