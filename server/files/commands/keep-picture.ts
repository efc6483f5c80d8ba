import { command } from '#server/platform/use-case.ts';
import { file } from '../access.ts';
import { writePicture } from '../pictures.ts';
import { KeepPicture } from '../schemas.ts';

/** Keeps a picture that a door drew; false where another one was there first. */
export const keepPicture = command('files.keepPicture', {
  input: KeepPicture,
  subject: file.of('fileId'),
  gate: 'thread.view',
  limit: { points: 600, seconds: 60 },
  doors: ['web'],
  audited: false,
  run: async ({ input, subject, tx }) => writePicture(tx, subject.id, input),
});
