import { command } from '#server/platform/use-case.ts';
import { binnedFile } from '../access.ts';
import { Restore } from '../schemas.ts';

export const restoreFile = command('projectFiles.restore', {
  summary: 'Brings a file of a library back that was removed less than 30 days ago.',
  input: Restore,
  subject: binnedFile.of('fileId'),
  gate: 'project.tendFile',
  async run({ subject, tx, emit }) {
    const back = await tx.sql`
      UPDATE project_file SET deleted_at = NULL, deleted_by = NULL, version = version + 1
       WHERE id = ${subject.id} AND deleted_at IS NOT NULL RETURNING 1`;
    if (back.length > 0) {
      await emit({ kind: 'project', id: subject.projectId }, 'project.changed', {});
    }
    return { fileId: subject.id };
  },
});
