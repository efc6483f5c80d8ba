import { query } from '#server/platform/use-case.ts';
import { askPicture } from '#server/files/index.ts';
import { opening } from '#server/referrals/index.ts';
import { casePaper, requireReadable } from '../access.ts';
import { LookAt } from '../schemas.ts';

/**
 * A page of a paper as a picture, for a door to hand out. The original is never shown: what a hospital
 * sees that is asked are these pictures alone, with no name, no note and nothing that a file carries
 * beside its pages. The case officer has said why before, on the page that shows it.
 */
export const look = query('papers.look', {
  input: LookAt,
  subject: casePaper.of('paperId'),
  gate: 'referral.docDeid',
  limit: { points: 600, seconds: 60 },
  doors: ['web'],
  async run({ input, subject, actor, tx, services, audit }) {
    requireReadable(subject);
    const ground = { actor, tx, ring: services.keyRing };
    const { facts } = await opening(ground, subject.owner, { words: '' });
    audit({ class: 'paper', paperId: subject.id, page: input.page, ...facts });
    return askPicture(tx, subject, input);
  },
});
