import { query } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { rendered } from '../markdown/rendered.ts';
import { PostPlace } from '../schemas.ts';

/** Where a post stands, and what it says: for links to it, and for pages that ask about it. */
export const postPlace = query('discussions.postPlace', {
  summary: 'The thread and place of a post, with its text as HTML.',
  input: PostPlace,
  subject: post.of('postId'),
  gate: 'thread.view',
  async run({ subject }) {
    return {
      threadId: subject.threadId,
      seq: subject.seq,
      lang: subject.lang,
      html: rendered(`${subject.id} ${subject.editedAt?.getTime() ?? 0}`, subject.body),
    };
  },
});
