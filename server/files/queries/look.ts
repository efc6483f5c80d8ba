import { query } from '#server/platform/use-case.ts';
import { file } from '../access.ts';
import { askPicture } from '../pictures.ts';
import { Look } from '../schemas.ts';

/** A page of a file as a picture, for a door to hand out. It may be seen by whoever may have the file. */
export const look = query('files.look', {
  input: Look,
  subject: file.of('fileId'),
  gate: 'thread.view',
  limit: { points: 600, seconds: 60 },
  doors: ['web'],
  run: async ({ input, subject, tx }) => askPicture(tx, subject, input),
});
