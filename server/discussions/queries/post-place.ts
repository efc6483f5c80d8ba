import { query } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { excerptOf } from '../excerpt.ts';
import { rendered } from '../markdown/rendered.ts';
import { mentionsOf } from '../reading.ts';
import { PostPlace } from '../schemas.ts';
import { versionOf } from '../views.ts';

/** Where a post stands, and what it says: for links to it, and for pages that ask about it. */
export const postPlace = query('discussions.postPlace', {
  summary: 'The thread and place of a post, with its text as HTML.',
  input: PostPlace,
  subject: post.of('postId'),
  gate: 'thread.view',
  async run({ subject, tx }) {
    const calls = (await mentionsOf(tx, subject.id)).map((one) => one.label);
    return {
      threadId: subject.threadId,
      seq: subject.seq,
      lang: subject.lang,
      html: rendered(versionOf(subject), subject.body, calls),
      excerpt: excerptOf(subject.body.slice(0, 1000)),
    };
  },
});
