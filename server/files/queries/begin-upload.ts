import { query } from '#server/platform/use-case.ts';
import { thread } from '#server/discussions/index.ts';
import { roomFor } from '../room.ts';
import { Begin } from '../schemas.ts';

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
