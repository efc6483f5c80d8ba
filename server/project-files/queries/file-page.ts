import { AUTHOR_JSON, ORG_JSON, type AuthorView, type OrgView } from '#server/discussions/index.ts';
import { sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { projectFile, projectFileVersion, projectUpload } from '../access.ts';
import { readHead, readOne, STORED, withTime, type Stored } from '../reading.ts';
import { FilePage } from '../schemas.ts';

export type VersionView = Stored & {
  /** Where this version is handed out. */
  storedId: string;
  number: number;
  note: string | null;
  person: AuthorView;
  org: OrgView;
  at: string;
};

/** One file of a library with the versions that the caller may read. */
export const filePage = query('projectFiles.page', {
  summary: 'A file of a project’s library with its versions: who brought each, when, and why.',
  input: FilePage,
  subject: projectFile.of('fileId'),
  gate: 'project.view',
  refs: { uploadId: { noun: projectUpload, action: 'project.upload' } },
  async run({ input, subject, actor, tx, may }) {
    const { rows } = await tx.query<Omit<VersionView, 'at'> & { at: Date }>(sql`
      SELECT pv.id AS "storedId", pv.number, pv.note, pv.at, ${STORED}, ${AUTHOR_JSON} AS person, ${ORG_JSON} AS org
        FROM project_file_version pv JOIN file f ON f.id = pv.id
        JOIN person a ON a.id = pv.person_id JOIN organisation o ON o.id = pv.org_id
       WHERE pv.project_file_id = ${subject.id}::uuid
         AND ${visible(actor, 'project.view', projectFileVersion)}
       ORDER BY pv.number DESC`);
    const waiting = input.uploadId ? await projectUpload.find(tx, input.uploadId) : null;
    return {
      project: await readHead(tx, subject.projectId),
      file: await readOne(tx, subject.id),
      versions: rows.map(withTime),
      /** The caller's own, which came after somebody else's. */
      waiting:
        waiting?.uploadedBy === actor.personId ? { id: waiting.id, name: waiting.name } : null,
      may: {
        upload: may('project.upload', projectFile, subject) && actor.orgId !== null,
        tend: may('project.tendFile', projectFile, subject),
      },
    };
  },
});
