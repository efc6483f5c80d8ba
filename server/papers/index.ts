import type { Capability } from '#server/platform/kernel.ts';
import { whenGiven } from '#server/referrals/index.ts';
import { add } from './commands/add.ts';
import { keepPicture } from './commands/keep-picture.ts';
import { open } from './commands/open.ts';
import { hold, release } from './commands/release.ts';
import { remove } from './commands/remove.ts';
import { keepPacket } from './packet.ts';
import { begin } from './queries/begin.ts';
import { look } from './queries/look.ts';
import { ofCase } from './queries/of-case.ts';
import { ofOffer } from './queries/of-offer.ts';

export { casePaper } from './access.ts';

whenGiven(keepPacket);

/** What sender, hospital and officer bring to a case: looked at as pictures, sealed, released page by page of sight. */
export const papers = {
  scope: 'referrals',
  useCases: [begin, add, ofCase, ofOffer, look, keepPicture, open, release, hold, remove],
} satisfies Capability;
