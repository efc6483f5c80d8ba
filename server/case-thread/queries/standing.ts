import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { query } from '#server/platform/use-case.ts';
import { mustSayWhy, referral } from '#server/referrals/index.ts';
import { OfCase } from '../schemas.ts';
import { hospitalOf, standingOf } from '../standing.ts';

export const standing = query('caseThread.standing', {
  summary:
    'How the conversation about a case stands for the caller: how many messages, unread ones and open questions. No word of it is opened. Null for whoever does not read it, and before there can be one.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'referral.viewMeta',
  async run({ subject: row, actor, tx, may }) {
    if (!may('referral.threadView', referral, row)) return null;
    const hospitalId = await hospitalOf(tx, row, actor);
    if (!hospitalId) return null;
    return {
      ...(await standingOf(tx, row, actor, hospitalId)),
      canPost: row.acceptedOrgId !== null && may('referral.threadPost', referral, row),
      askReason: await mustSayWhy(tx, actor, row),
      asOf: await channelSeq(tx, { kind: 'case', id: row.id }),
    };
  },
});
