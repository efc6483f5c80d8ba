import { raw } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { foldTag } from './schemas.ts';

/** A tag: how it is written, and what names it in addresses. */
export type TagView = { label: string; key: string };

/** The tags of a thread `t` as JSON. */
export const TAGS_JSON = raw(`(SELECT coalesce(json_agg(
  json_build_object('label', tt.label, 'key', tt.folded) ORDER BY tt.position), '[]')
  FROM thread_tag tt WHERE tt.thread_id = t.id)`);

/** Gives a thread these tags and no others. */
export async function setTags(tx: Tx, threadId: string, tags: readonly string[]): Promise<void> {
  await tx.sql`DELETE FROM thread_tag WHERE thread_id = ${threadId}`;
  await tx.sql`
    INSERT INTO thread_tag (thread_id, folded, label, position)
    SELECT ${threadId}::uuid, given.folded, given.label, given.position
      FROM unnest(${tags.map(foldTag)}::text[], ${[...tags]}::text[])
        WITH ORDINALITY AS given (folded, label, position)`;
}

/** How the tags of a thread are written, in their order. */
export async function tagsOf(tx: Tx, threadId: string): Promise<string[]> {
  const rows = await tx.sql<{ label: string }>`
    SELECT label FROM thread_tag WHERE thread_id = ${threadId} ORDER BY position`;
  return rows.map(({ label }) => label);
}
