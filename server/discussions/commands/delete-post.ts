import { forbidden, notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { holdThread } from '../hold-thread.ts';
import { DeletePost } from '../schemas.ts';

/**
 * Takes a post out of the thread: its place stays; its text, the texts it had before, its files, what
 * it called and what others answered it with leave every page and later delivery.
 */
export const deletePost = command('discussions.deletePost', {
  summary: 'Deletes a post: one’s own, or any for the secretariat.',
  input: DeletePost,
  subject: post.of('postId'),
  gate: 'thread.deleteMessage',
  async run({ subject, actor, tx, emit, audit }) {
    // Between people everybody keeps their own words; what is amiss is reported.
    const another = subject.authorId !== actor.personId;
    if (subject.projectId === null && another) throw forbidden();
    await holdThread(tx, subject);
    const deleted = await tx.sql<{ id: string }>`
      UPDATE post SET deleted_at = ${tx.now} WHERE id = ${subject.id} AND deleted_at IS NULL RETURNING id`;
    if (deleted.length === 0) throw notFound();
    await tx.sql`UPDATE file SET deleted_at = ${tx.now} WHERE post_id = ${subject.id} AND deleted_at IS NULL`;
    await emit({ kind: 'thread', id: subject.threadId }, 'post.deleted', { postId: subject.id });
    audit({ threadId: subject.threadId });
    return { threadId: subject.threadId };
  },
});
