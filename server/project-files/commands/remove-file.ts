import { command } from '#server/platform/use-case.ts';
import { projectFile } from '../access.ts';
import { OneFile } from '../schemas.ts';

export const removeFile = command('projectFiles.remove', {
  summary: 'Removes a file of a library with all its versions. It can be restored for 30 days.',
  input: OneFile,
  subject: projectFile.of('fileId'),
  gate: 'project.tendFile',
  async run({ subject, actor, tx, emit }) {
    const gone = await tx.sql`
      UPDATE project_file SET deleted_at = ${tx.now}, deleted_by = ${actor.personId}, version = version + 1
       WHERE id = ${subject.id} AND deleted_at IS NULL RETURNING 1`;
    if (gone.length > 0) {
      await emit({ kind: 'project', id: subject.projectId }, 'project.changed', {});
    }
    return null;
  },
});
