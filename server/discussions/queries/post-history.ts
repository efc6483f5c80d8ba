import type { Language } from '#server/platform/access/actor.ts';
import { query } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { AUTHOR_JSON } from '../reading.ts';
import { PostHistory } from '../schemas.ts';
import type { AuthorView } from '../views.ts';

const LISTED = 50;

type Version = { body: string; at: Date };

/** What a post says and what it said before: for whoever may see it. A deleted post has neither. */
export const postHistory = query('discussions.postHistory', {
  summary: 'The versions of a post, the newest first.',
  input: PostHistory,
  subject: post.of('postId'),
  gate: 'thread.view',
  async run({ subject, tx }) {
    const former = await tx.sql<Version>`
      SELECT body, at FROM post_revision WHERE post_id = ${subject.id}
       ORDER BY number DESC LIMIT ${LISTED}`;
    const [head] = await tx.sql<{ author: AuthorView; at: Date }>`
      SELECT ${AUTHOR_JSON} AS author, po.at FROM post po JOIN person a ON a.id = po.author_id
       WHERE po.id = ${subject.id}`;
    const now = { body: subject.body, at: subject.editedAt ?? head!.at };
    return {
      threadId: subject.threadId,
      seq: subject.seq,
      lang: subject.lang as Language,
      author: head!.author,
      versions: [now, ...former].map(({ body, at }) => ({ body, at: at.toISOString() })),
    };
  },
});
