import { audience } from '#server/platform/access/access.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { keepPace } from '../pace.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { post, thread, upload } from '../access.ts';
import { appendCallingPost } from '../append-post.ts';
import { heldBefore, hold } from '../held/hold.ts';
import { standingOf } from '../held/newcomer.ts';
import { refuseShut, tellOthers } from '../direct.ts';
import { checkMentions, standingIn } from '../mentions.ts';
import { horizonOf, type Reader } from '../reading.ts';
import { fits, takesPosts } from '../rules.ts';
import { Post } from '../schemas.ts';

/** Writes a post or a chat message. The channel's log is its record, so it is not audited apart. */
export const postMessage = command('discussions.post', {
  summary:
    'Posts to a thread or chat. The same clientId with the same text answers the first post.',
  input: Post,
  subject: thread.of('threadId'),
  gate: 'thread.post',
  words: ['body'],
  refs: {
    fileIds: { noun: upload, action: 'thread.upload' },
    quoteId: { noun: post, action: 'thread.view' },
  },
  limit: { points: 20, seconds: 10 },
  audited: false,
  async run({ input, subject, actor, tx, may, services }) {
    if (!fits(subject, input.body)) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'body', message: 'tooBig' }]);
    }
    if (!takesPosts(subject)) throw conflict('THREAD_CLOSED');
    const sender = {
      personId: actor.personId!,
      clientId: input.clientId,
      waits: !may('thread.manage', thread, subject),
    };
    await keepPace(tx, subject, sender, services.limitsScale);
    await refuseShut(tx, subject, actor);
    const { mentions = [], ...written } = input;
    const calls = standingIn(input.body, mentions);
    await checkMentions(tx, audience('thread.view', thread, subject), calls);
    if (input.quoteId) await checkQuote(tx, actor, subject.id, input.quoteId);
    const post = { ...written, authorId: actor.personId!, orgId: actor.orgId! };
    if (subject.projectId !== null) {
      const { waits, earlier } = await standingOf(tx, actor, input);
      if (earlier) return heldBefore(earlier);
      if (waits) return hold(tx, post, { projectId: subject.projectId, title: null }, calls);
    }
    const posted = await appendCallingPost(tx, post, subject, calls);
    if (subject.kind === 'direct') await tellOthers(tx, subject, actor);
    return posted;
  },
});

/**
 * A post answers one of its own thread that its author reads: an excerpt is seen by those who see the
 * answer.
 */
async function checkQuote(
  tx: Tx,
  reader: Reader,
  threadId: string,
  quoteId: string,
): Promise<void> {
  const here = await tx.sql`
    SELECT po.id FROM post po JOIN thread t ON t.id = po.thread_id
     WHERE po.id = ${quoteId} AND t.id = ${threadId} AND po.seq > ${horizonOf(reader)}`;
  if (here.length === 1) return;
  throw invalid('INVALID_INPUT', undefined, [{ path: 'quoteId', message: 'unknownRecord' }]);
}
