import { command } from '#server/platform/use-case.ts';
import { projectFile, projectUpload } from '../access.ts';
import { nextVersion, oneByOne, takeUpload } from '../keeping.ts';
import { AddVersion } from '../schemas.ts';

export const addVersion = command('projectFiles.addVersion', {
  summary:
    'Makes one’s upload the next version of a file of a library. Refused where somebody brought a newer one meanwhile; the upload stays.',
  input: AddVersion,
  subject: projectFile.of('fileId'),
  gate: 'project.upload',
  words: ['uploadId', 'note'],
  refs: { uploadId: { noun: projectUpload, action: 'project.upload' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    await oneByOne(tx, subject.projectId);
    const upload = await takeUpload(tx, actor, subject.projectId, input.uploadId);
    const number = await nextVersion(tx, actor, subject.id, upload, {
      onNumber: input.onNumber,
      note: input.note,
    });
    await emit({ kind: 'project', id: subject.projectId }, 'project.changed', {});
    audit({ number });
    return { fileId: subject.id, number };
  },
});
