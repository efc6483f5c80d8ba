import { conflict } from '#server/platform/errors.ts';
import { fileName } from '#server/platform/files/index.ts';
import { command } from '#server/platform/use-case.ts';
import { projectFile } from '../access.ts';
import { Rename } from '../schemas.ts';

export const renameFile = command('projectFiles.rename', {
  summary: 'Renames a file of a library and labels it. What its name ends with stays.',
  input: Rename,
  subject: projectFile.of('fileId'),
  gate: 'project.tendFile',
  words: ['name', 'label'],
  async run({ input, subject, tx, emit, audit }) {
    const name = withEnding(fileName(input.name), endingOf(subject.name));
    const renamed = await tx.sql`
      UPDATE project_file SET name = ${name}, label = ${input.label || null}, version = version + 1
       WHERE id = ${subject.id} AND version = ${input.version} AND deleted_at IS NULL RETURNING 1`;
    if (renamed.length === 0) throw conflict('STALE_VERSION');
    await tx.sql`
      UPDATE file SET name = ${name} WHERE name <> ${name} AND id IN (
        SELECT pv.id FROM project_file_version pv WHERE pv.project_file_id = ${subject.id})`;
    await emit({ kind: 'project', id: subject.projectId }, 'project.changed', {});
    audit({ renamed: name !== subject.name });
    return { name };
  },
});

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot) : '';
}

function withEnding(name: string, ending: string): string {
  return name.toLowerCase().endsWith(ending.toLowerCase()) ? name : `${name}${ending}`;
}
