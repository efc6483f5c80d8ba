import { query } from '#server/platform/use-case.ts';
import { roomIn } from '#server/files/index.ts';
import { referral } from '#server/referrals/index.ts';
import { Begin } from '../schemas.ts';

/** Whether a paper may come to a case, asked before the first of its bytes is read. */
export const begin = query('papers.begin', {
  input: Begin,
  subject: referral.of('code'),
  gate: 'referral.docUpload',
  limit: { points: 60, seconds: 60 },
  doors: ['web'],
  async run({ subject, actor, tx }) {
    const owner = { ownerKind: 'referral', ownerId: subject.id } as const;
    return { bytesLeft: await roomIn(tx, actor, owner, 1) };
  },
});
