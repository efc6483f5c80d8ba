import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { query } from '#server/platform/use-case.ts';
import { poll } from '../access.ts';
import { OfPoll } from '../schemas.ts';
import { pollsOf } from './polls.ts';

export const pollPage = query('decisions.pollPage', {
  summary: 'One poll with its votes, as far as the caller may see them.',
  input: OfPoll,
  subject: poll.of('pollId'),
  gate: 'thread.view',
  async run({ subject, actor, tx }) {
    // Read before the votes, so that what comes in between is told again.
    const asOfSeq = await channelSeq(tx, { kind: 'thread', id: subject.threadId });
    const [view] = await pollsOf(tx, actor, subject.thread, subject.id);
    return {
      poll: view!,
      thread: { id: subject.threadId, title: subject.thread.title, lang: subject.thread.lang },
      asOfSeq,
      now: tx.now.toISOString(),
    };
  },
});
