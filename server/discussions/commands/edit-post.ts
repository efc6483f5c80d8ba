import { audience } from '#server/platform/access/access.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { post, type PostRow } from '../access.ts';
import { holdOpenThread } from '../hold-thread.ts';
import { tellKeptBack } from '../machine/telling.ts';
import { checkMentions, keepMentions, standingIn } from '../mentions.ts';
import { mentionsOf } from '../reading.ts';
import { fits } from '../rules.ts';
import { EditPost } from '../schemas.ts';
import { followSource } from '../translations/texts.ts';

/** Changes a post's text. What it said before is kept beside it; who is newly called is told. */
export const editPost = command('discussions.editPost', {
  summary: 'Changes the text of one’s own post; translations of what it changes become stale.',
  input: EditPost,
  subject: post.of('postId'),
  gate: 'thread.editMessage',
  words: ['body'],
  async run({ input, subject, actor, tx, emit, audit }) {
    if (!fits(subject, input.body)) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'body', message: 'tooBig' }]);
    }
    await holdOpenThread(tx, subject);
    const changed = await rewrite(tx, subject, input);
    const texts = { postId: subject.id, before: subject.body, after: input.body };
    await followSource(tx, texts, actor);
    const mentions = standingIn(input.body, input.mentions ?? (await mentionsOf(tx, subject.id)));
    // Of the post, not of its thread: who came later without its history does not see it.
    const seeing = audience('thread.view', post, subject);
    await checkMentions(tx, seeing, input.mentions ? mentions : []);
    const { id: postId, seq, threadId } = subject;
    await keepMentions(tx, {
      postId,
      seq,
      threadId,
      authorId: actor.personId!,
      seeing,
      mentions,
    });
    const { authorId, orgId } = subject;
    const written = { postId, threadId, authorId, orgId, body: input.body };
    await tellKeptBack(tx, written, subject.body);
    await emit({ kind: 'thread', id: subject.threadId }, 'post.edited', { postId });
    audit({ threadId: subject.threadId });
    return { threadId: subject.threadId, seq, editedAt: changed.toISOString() };
  },
});

/** Puts the new text in place and keeps the old one, unless somebody changed it since it was read. */
async function rewrite(
  tx: Tx,
  subject: PostRow,
  { body, editedAt }: { body: string; editedAt: string | null },
): Promise<Date> {
  const [changed] = await tx.sql<{ editedAt: Date }>`
    WITH before AS (
      SELECT id, body, coalesce(edited_at, at) AS written FROM post
       WHERE id = ${subject.id} AND deleted_at IS NULL
         AND edited_at IS NOT DISTINCT FROM ${editedAt}::timestamptz),
    kept AS (
      INSERT INTO post_revision (post_id, number, body, at, replaced_at)
      SELECT id, 1 + (SELECT count(*)::int FROM post_revision r WHERE r.post_id = before.id),
             body, written, greatest(${tx.now}::timestamptz, written) FROM before)
    UPDATE post SET body = ${body}, edited_at = greatest(${tx.now}::timestamptz, written + interval '1 ms')
      FROM before WHERE post.id = before.id
    RETURNING post.edited_at AS "editedAt"`;
  if (!changed) throw conflict('STALE_VERSION');
  return changed.editedAt;
}
