import { command } from '#server/platform/use-case.ts';
import { project, thread } from '#server/discussions/index.ts';
import type { ScanState } from '#server/platform/files/index.ts';
import { inTurn, roomFor, roomInLibrary, writeFileRow } from '../room.ts';
import { Finish, FinishForProject } from '../schemas.ts';

/** Writes the row that makes a stored file exist: its uploader's alone until a post carries it. */
export const finishUpload = command('files.finish', {
  input: Finish,
  subject: thread.of('threadId'),
  gate: 'thread.upload',
  limit: { points: 60, seconds: 60 },
  doors: ['web'],
  async run({ input: { stored }, subject, actor, tx, audit }) {
    await inTurn(tx, actor, subject.id);
    await roomFor(tx, actor, subject, stored.byteSize);
    const owner = { ownerKind: 'thread', ownerId: subject.id } as const;
    const written = await writeFileRow(tx, actor, owner, stored);
    audit({ fileId: written.id });
    return { ...written, scan: written.scan as ScanState };
  },
});

/** The same for a project's library: its uploader's alone until the library holds it. */
export const finishForProject = command('files.finishForProject', {
  input: FinishForProject,
  subject: project.of('projectId'),
  gate: 'project.upload',
  limit: { points: 60, seconds: 60 },
  doors: ['web'],
  async run({ input: { stored }, subject, actor, tx, audit }) {
    await inTurn(tx, actor, subject.id);
    await roomInLibrary(tx, actor, subject, stored.byteSize);
    const owner = { ownerKind: 'project', ownerId: subject.id } as const;
    const { id } = await writeFileRow(tx, actor, owner, stored);
    audit({ fileId: id });
    return { id };
  },
});
