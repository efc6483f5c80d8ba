import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { thread, upload } from '../access.ts';
import { appendPost } from '../append-post.ts';
import { keepPace } from '../pace.ts';
import { fits, takesPosts } from '../rules.ts';
import { Post } from '../schemas.ts';

/** Writes a post or a chat message. The channel's log is its record, so it is not audited apart. */
export const postMessage = command('discussions.post', {
  summary:
    'Posts to a thread or chat. The same clientId with the same text answers the first post.',
  input: Post,
  subject: thread.of('threadId'),
  gate: 'thread.post',
  refs: { fileIds: { noun: upload, action: 'thread.upload' } },
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
    return appendPost(
      tx,
      { ...input, authorId: actor.personId!, orgId: actor.orgId! },
      subject.aclVersion,
    );
  },
});
