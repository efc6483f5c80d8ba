import { project, type ProjectRow } from '#server/discussions/index.ts';
import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { projectFile, projectUpload } from '../access.ts';
import { nextVersion, oneByOne, takeUpload, writeVersion } from '../keeping.ts';
import { Add } from '../schemas.ts';

export const addFile = command('projectFiles.add', {
  summary:
    'Puts one’s upload into a project’s library. Where a file of that name is there, it becomes its next version unless asked otherwise.',
  input: Add,
  subject: project.of('projectId'),
  gate: 'project.upload',
  words: ['uploadId', 'label', 'note'],
  refs: { uploadId: { noun: projectUpload, action: 'project.upload' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    await oneByOne(tx, subject.id);
    const upload = await takeUpload(tx, actor, subject.id, input.uploadId);
    const there =
      input.sameName === 'version' ? await namesake(tx, actor, subject, upload) : undefined;
    const fileId = there?.id ?? newId();
    const { note } = input;
    let number = 1;
    if (there) {
      number = await nextVersion(tx, actor, fileId, upload, { onNumber: there.number, note });
    } else {
      const deskOrgId =
        subject.privacy === 'desk' && actor.orgId !== subject.leadOrgId ? actor.orgId : null;
      await tx.sql`
        INSERT INTO project_file (id, project_id, name, label, org_id, desk_org_id, created_at)
        VALUES (${fileId}, ${subject.id}, ${upload.name}, ${input.label || null}, ${actor.orgId}, ${deskOrgId}, ${tx.now})`;
      await writeVersion(tx, actor, { id: fileId, name: upload.name }, upload, { number, note });
    }
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    audit({ fileId, number });
    return { fileId, number };
  },
});

/** The file of the same name and kind that the caller sees and may give a version. */
async function namesake(
  tx: Tx,
  actor: Actor,
  { id }: ProjectRow,
  upload: { name: string; mediaType: string },
): Promise<{ id: string; number: number } | undefined> {
  const { rows } = await tx.query<{ id: string; number: number }>(sql`
    SELECT pf.id, pf.number FROM project_file pf
      JOIN project_file_version pv ON pv.project_file_id = pf.id AND pv.number = pf.number
      JOIN file f ON f.id = pv.id AND f.media_type = ${upload.mediaType}
     WHERE pf.project_id = ${id}::uuid AND pf.deleted_at IS NULL AND lower(pf.name) = lower(${upload.name})
       AND ${visible(actor, 'project.upload', projectFile)}
     ORDER BY pf.created_at DESC LIMIT 1`);
  return rows[0];
}
