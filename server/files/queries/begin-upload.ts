import { query } from '#server/platform/use-case.ts';
import { project, thread } from '#server/discussions/index.ts';
import { roomFor, roomInLibrary } from '../room.ts';
import { Begin, BeginForProject } from '../schemas.ts';

/** Whether a file may come, asked before the first of its bytes is read. */
export const beginUpload = query('files.begin', {
  input: Begin,
  subject: thread.of('threadId'),
  gate: 'thread.upload',
  limit: { points: 60, seconds: 60 },
  doors: ['web'],
  async run({ input, subject, actor, tx }) {
    return { bytesLeft: await roomFor(tx, actor, subject, input.byteSize) };
  },
});

/** Whether files may come to a project's library, and where its pages are. */
export const beginForProject = query('files.beginForProject', {
  input: BeginForProject,
  subject: project.of('projectId'),
  gate: 'project.upload',
  limit: { points: 60, seconds: 60 },
  doors: ['web'],
  async run({ subject, actor, tx }) {
    return { bytesLeft: await roomInLibrary(tx, actor, subject, 1), slug: subject.slug };
  },
});
