import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { fits, takesPosts } from '../rules.ts';
import { EditPost, type ThreadKind, type ThreadState } from '../schemas.ts';

export const editPost = command('discussions.editPost', {
  summary: 'Changes the text of one’s own post; its translations become stale.',
  input: EditPost,
  subject: post.of('postId'),
  gate: 'thread.editMessage',
  async run({ input, subject, tx, emit, audit }) {
    const [place] = await tx.sql<{ kind: ThreadKind; state: ThreadState; lockedAt: Date | null }>`
      SELECT kind, state, locked_at AS "lockedAt" FROM thread WHERE id = ${subject.threadId}`;
    if (!fits(place!, input.body)) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'body', message: 'tooBig' }]);
    }
    if (!takesPosts(place!)) throw conflict('THREAD_CLOSED');
    const [changed] = await tx.sql<{ editedAt: Date }>`
      UPDATE post SET body = ${input.body}, edited_at = ${tx.now}
       WHERE id = ${subject.id} AND deleted_at IS NULL
         AND edited_at IS NOT DISTINCT FROM ${input.editedAt}::timestamptz
      RETURNING edited_at AS "editedAt"`;
    if (!changed) throw conflict('STALE_VERSION');
    await tx.sql`
      UPDATE parallel_text SET state = 'stale', updated_at = ${tx.now}
       WHERE owner_kind = 'post' AND owner_id = ${subject.id} AND state IN ('machine', 'checked')`;
    await emit({ kind: 'thread', id: subject.threadId }, 'post.edited', { postId: subject.id });
    audit({ threadId: subject.threadId });
    return { threadId: subject.threadId, editedAt: changed.editedAt.toISOString() };
  },
});
