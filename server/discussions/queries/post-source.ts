import { query } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { mentionsOf } from '../reading.ts';
import { PostSource } from '../schemas.ts';

/** The text of one's own post as it was written, to change it. */
export const postSource = query('discussions.postSource', {
  summary: 'The Markdown of one’s own post and when it was last changed.',
  input: PostSource,
  subject: post.of('postId'),
  gate: 'thread.editMessage',
  async run({ subject, tx }) {
    return {
      id: subject.id,
      threadId: subject.threadId,
      body: subject.body,
      lang: subject.lang,
      editedAt: subject.editedAt?.toISOString() ?? null,
      /** Whom it calls, to send back with the new text. */
      mentions: await mentionsOf(tx, subject.id),
    };
  },
});
