import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { BookmarkPost } from '../schemas.ts';

const MOST = 1000;

export const bookmarkPost = command('discussions.bookmarkPost', {
  summary: 'Keeps a post among the caller’s own bookmarks, or lets it go. Nobody else sees them.',
  input: BookmarkPost,
  subject: post.of('postId'),
  gate: 'thread.view',
  audited: false,
  async run({ input, subject, actor, tx }) {
    const answer = { kept: input.kept, threadId: subject.threadId, seq: subject.seq };
    if (!input.kept) {
      await tx.sql`DELETE FROM bookmark WHERE person_id = ${actor.personId} AND post_id = ${subject.id}`;
      return answer;
    }
    const [kept] = await tx.sql<{ count: number }>`
      SELECT count(*)::int AS count FROM bookmark WHERE person_id = ${actor.personId}`;
    if (kept!.count >= MOST) throw conflict('TOO_MANY_BOOKMARKS');
    await tx.sql`
      INSERT INTO bookmark (person_id, post_id, at) VALUES (${actor.personId}, ${subject.id}, ${tx.now})
      ON CONFLICT (person_id, post_id) DO NOTHING`;
    return answer;
  },
});
