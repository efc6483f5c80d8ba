import { append } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { post } from './access.ts';
import { holdThread } from './hold-thread.ts';

/**
 * Takes a post out of its thread: its place stays; its text, the texts it had before, its files, what
 * it called and what others answered it with leave every page and later delivery. Answers false where
 * it had gone already.
 */
export async function removePost(tx: Tx, postId: string): Promise<boolean> {
  const row = await post.find(tx, postId);
  if (!row) return false;
  await holdThread(tx, row);
  const deleted = await tx.sql<{ id: string }>`
    UPDATE post SET deleted_at = ${tx.now} WHERE id = ${postId} AND deleted_at IS NULL RETURNING id`;
  if (deleted.length === 0) return false;
  await tx.sql`UPDATE file SET deleted_at = ${tx.now} WHERE post_id = ${postId} AND deleted_at IS NULL`;
  await append(tx, { kind: 'thread', id: row.threadId }, 'post.deleted', { postId });
  return true;
}
