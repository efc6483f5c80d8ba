import { command } from '#server/platform/use-case.ts';
import { writePicture } from '#server/files/index.ts';
import { casePaper } from '../access.ts';
import { Keep } from '../schemas.ts';

/** Keeps a picture of a page that a door drew; false where another one was there first. */
export const keepPicture = command('papers.keepPicture', {
  input: Keep,
  subject: casePaper.of('paperId'),
  gate: 'referral.docDeid',
  limit: { points: 600, seconds: 60 },
  doors: ['web'],
  audited: false,
  run: async ({ input, subject, tx }) => writePicture(tx, subject.id, input),
});
