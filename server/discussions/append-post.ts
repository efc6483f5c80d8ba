import { audience, sql } from '#server/platform/access/access.ts';
import { NOTIFY_CHANNEL } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid, unavailable } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { thread as threads, type ThreadRow } from './access.ts';
import { tellKeptBack } from './machine/telling.ts';
import { keepMentions } from './mentions.ts';
import type { Mention } from './schemas.ts';

export type NewPost = {
  threadId: string;
  authorId: string;
  orgId: string;
  clientId: string;
  body: string;
  lang: string;
  /** Uploads of the author's that go with it. */
  fileIds?: string[] | undefined;
  /** A post of this thread that it answers. */
  quoteId?: string | undefined;
  /** It waited for the secretariat: its author's place in the thread and draft are of now, not of it. */
  released?: boolean;
};
/**
 * What the sender learns: where its post stands. A repeat learns the same. `waits`: it is no post yet
 * (`seq` 0) but waits for the secretariat under this id.
 */
export type Posted = { id: string; seq: number; at: string; waits?: true };

/**
 * Writes a post at the end of its thread, in one statement: it locks the thread's channel, takes the
 * next place, inserts the post, the log's event and the author's read state, and notifies. The lock
 * makes commit order and reading order the same, and a repeat (same thread, author and client id)
 * takes no place at all. The draft that it was written from goes with it.
 * @param aclVersion who takes part, as the gate saw it: if that changed meanwhile, nothing is written
 */
export async function appendPost(tx: Tx, post: NewPost, aclVersion: number): Promise<Posted> {
  const id = newId();
  const { rows } = await tx.query<{ seq: number }>(
    sql`WITH place AS MATERIALIZED (
          SELECT id, last_seq + 1 AS seq FROM channel
           WHERE kind = 'thread' AND record_id = ${post.threadId}::uuid AND acl_version = ${aclVersion}::bigint
             FOR UPDATE),
        written AS (
          INSERT INTO post (id, thread_id, seq, author_id, org_id, client_id, body, lang, quote_of, at)
          SELECT ${id}::uuid, ${post.threadId}::uuid, place.seq, ${post.authorId}::uuid, ${post.orgId}::uuid,
                 ${post.clientId}::uuid, ${post.body}, ${post.lang}, ${post.quoteId ?? null}::uuid,
                 ${tx.now}::timestamptz
            FROM place
          ON CONFLICT (thread_id, author_id, client_id) DO NOTHING
          RETURNING seq),
        counted AS (
          UPDATE channel SET last_seq = written.seq FROM written
           WHERE channel.kind = 'thread' AND channel.record_id = ${post.threadId}::uuid
          RETURNING channel.id, written.seq),
        logged AS (
          INSERT INTO channel_event (channel_id, seq, type, payload, at)
          SELECT id, seq, 'post.created', jsonb_build_object('postId', ${id}::text), ${tx.now}::timestamptz
            FROM counted),
        moved AS (
          UPDATE thread SET last_post_at = ${tx.now}::timestamptz FROM written
           WHERE thread.id = ${post.threadId}::uuid),
        sent AS (
          -- Not what another window keeps of another text.
          DELETE FROM draft USING written
           WHERE ${!post.released}::boolean AND draft.person_id = ${post.authorId}::uuid AND draft.thread_id = ${post.threadId}::uuid
             AND strpos(${post.body}, btrim(draft.body, E' \\t\\n\u3000')) = 1),
        seen AS (
          INSERT INTO read_state (person_id, thread_id, last_read_seq, at)
          SELECT ${post.authorId}::uuid, ${post.threadId}::uuid, seq, ${tx.now}::timestamptz FROM written
           WHERE ${!post.released}::boolean
          ON CONFLICT (person_id, thread_id) DO UPDATE
            SET last_read_seq = greatest(read_state.last_read_seq, excluded.last_read_seq), at = excluded.at)
        SELECT seq, pg_notify(${NOTIFY_CHANNEL}, id || ':' || seq) FROM counted`,
    'discussions.appendPost',
  );
  const place = rows[0];
  if (!place) return repeated(tx, post);
  if (post.fileIds?.length) await attach(tx, id, post, post.fileIds);
  await tellKeptBack(tx, { ...post, postId: id });
  return { id, seq: place.seq, at: tx.now.toISOString() };
}

/** Writes a post that calls people, as above, and tells them. */
export async function appendCallingPost(
  tx: Tx,
  post: NewPost,
  thread: ThreadRow,
  mentions: readonly Mention[],
): Promise<Posted> {
  const posted = await appendPost(tx, post, thread.aclVersion);
  if (mentions.length === 0) return posted;
  const [kept] = await tx.sql<{ labels: string[] }>`
    SELECT array_agg(label) AS labels FROM post_mention WHERE post_id = ${posted.id}`;
  // Already there: this is a repeat, and everybody was told the first time.
  if (kept?.labels) return posted;
  const { id: postId, seq } = posted;
  const seeing = audience('thread.view', threads, thread);
  const { threadId, authorId } = post;
  await keepMentions(tx, { postId, seq, authorId, threadId, seeing, mentions });
  return posted;
}

/** Gives the author's uploads to this thread to a post; one that is gone or in another post is refused. */
async function attach(tx: Tx, postId: string, post: NewPost, fileIds: string[]): Promise<void> {
  const { count } = await tx.query(
    sql`UPDATE file SET post_id = ${postId}
         WHERE id = ANY (${fileIds}::uuid[]) AND post_id IS NULL AND deleted_at IS NULL AND scan <> 'infected'
           AND owner_kind = 'thread' AND owner_id = ${post.threadId}
           AND uploaded_by = ${post.authorId} AND org_id = ${post.orgId}`,
  );
  if (count === fileIds.length) return;
  throw invalid('INVALID_INPUT', undefined, [{ path: 'fileIds', message: 'unknownRecord' }]);
}

/** The first answer to a repeat. The same id with another text is a fault of the sender's. */
async function repeated(tx: Tx, post: NewPost): Promise<Posted> {
  const [first] = await tx.sql<{ id: string; seq: number; at: Date; same: boolean }>`
    SELECT id, seq, at, (edited_at IS NOT NULL OR (body, lang) = (${post.body}, ${post.lang}))
             AND quote_of IS NOT DISTINCT FROM ${post.quoteId ?? null}::uuid
             AND ARRAY(SELECT f.id FROM file f WHERE f.post_id = post.id ORDER BY f.id)
               = ARRAY(SELECT unnest(${post.fileIds ?? []}::uuid[]) ORDER BY 1) AS same
      FROM post
     WHERE thread_id = ${post.threadId} AND author_id = ${post.authorId}
       AND client_id = ${post.clientId}`;
  if (!first) throw unavailable('TRY_AGAIN');
  if (!first.same) throw conflict('CLIENT_ID_REUSED');
  return { id: first.id, seq: first.seq, at: first.at.toISOString() };
}
