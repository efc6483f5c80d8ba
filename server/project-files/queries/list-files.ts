import {
  AUTHOR_JSON,
  project,
  type AuthorView,
  type ProjectRow,
} from '#server/discussions/index.ts';
import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { projectQuota } from '#server/platform/files/index.ts';
import { query } from '#server/platform/use-case.ts';
import { binnedFile, projectFile, RESTORE_DAYS } from '../access.ts';
import { readHead, readList } from '../reading.ts';
import { List, MOST_FILES } from '../schemas.ts';

export type BinnedFile = {
  id: string;
  name: string;
  deletedAt: string;
  /** Restorable until then. */
  until: string;
  by: AuthorView;
};

/** The library of a project: its files, what was removed and can come back, how much room is left. */
export const listFiles = query('projectFiles.list', {
  summary: 'The files of a project’s library that the caller sees, and the room that is left.',
  input: List,
  subject: project.of('project'),
  gate: 'project.view',
  async run({ input, subject, actor, tx, may }) {
    const files = await readList(tx, actor, subject.id, input);
    return {
      project: await readHead(tx, subject.id),
      asked: { find: input.find ?? '', label: input.label ?? '', sort: input.sort },
      files: files.slice(0, MOST_FILES),
      more: files.length > MOST_FILES,
      labels: await labelsOf(tx, actor, subject.id),
      binned: await readBin(tx, actor, subject.id),
      room: await roomOf(tx, actor, subject),
      may: { upload: may('project.upload', project, subject) && actor.orgId !== null },
      /** At a desk: whether what the caller brings is seen by everybody there, or by the lead beside them. */
      leads: actor.orgId === subject.leadOrgId,
    };
  },
});

async function labelsOf(tx: Tx, actor: Actor, projectId: string): Promise<string[]> {
  const { rows } = await tx.query<{ label: string }>(sql`
    SELECT DISTINCT pf.label FROM project_file pf
     WHERE pf.project_id = ${projectId}::uuid AND pf.deleted_at IS NULL AND pf.label IS NOT NULL
       AND ${visible(actor, 'project.view', projectFile)} ORDER BY pf.label`);
  return rows.map(({ label }) => label);
}

async function readBin(tx: Tx, actor: Actor, projectId: string): Promise<BinnedFile[]> {
  const { rows } = await tx.query<
    Omit<BinnedFile, 'deletedAt' | 'until'> & { deletedAt: Date; until: Date }
  >(sql`
    SELECT pf.id, pf.name, pf.deleted_at AS "deletedAt",
           pf.deleted_at + make_interval(days => ${RESTORE_DAYS}::int) AS until, ${AUTHOR_JSON} AS by
      FROM project_file pf JOIN person a ON a.id = pf.deleted_by
     WHERE pf.project_id = ${projectId}::uuid
       AND pf.deleted_at > ${tx.now}::timestamptz - make_interval(days => ${RESTORE_DAYS}::int)
       AND ${visible(actor, 'project.tendFile', binnedFile)}
     ORDER BY pf.deleted_at DESC LIMIT 100`);
  return rows.map(({ deletedAt, until, ...row }) => ({
    ...row,
    deletedAt: deletedAt.toISOString(),
    until: until.toISOString(),
  }));
}

/** Bytes that the library holds, with all versions and what can be restored. At a desk the lead's to know. */
async function roomOf(
  tx: Tx,
  actor: Actor,
  { id, privacy, leadOrgId }: ProjectRow,
): Promise<{ used: number; most: number } | null> {
  const knows = privacy !== 'desk' || actor.orgId === leadOrgId || actor.orgKind === 'secretariat';
  if (!knows) return null;
  const [row] = await tx.sql<{ used: number }>`
    SELECT coalesce(sum(byte_size), 0)::bigint AS used FROM file
     WHERE owner_kind = 'project' AND owner_id = ${id} AND deleted_at IS NULL`;
  return { used: Number(row!.used), most: projectQuota.bytesPerOwner };
}
