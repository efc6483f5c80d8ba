import { sql } from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { waitForThread } from './hold-thread.ts';

/** So many posts of one thread go in one transaction. */
const BATCH = 200;

/**
 * Whether the retention of its space may take a post `po` of a thread `t`. What was decided stays with
 * the words that led to it, so does a notice with who acknowledged it, and what was reported until that
 * is decided.
 */
export const NOT_SPARED = sql`po.body <> '' AND t.state <> 'decided' AND t.notice_at IS NULL
  AND NOT EXISTS (SELECT FROM poll p WHERE p.thread_id = t.id AND p.outcome IS NOT NULL)
  AND NOT EXISTS (SELECT FROM report rp WHERE rp.post_id = po.id AND rp.state <> 'decided')`;

/**
 * Empties the posts whose space keeps them no longer: text, earlier texts, translations, files, whom
 * they called and who answered with a sign. Their places stay, like those of posts that somebody
 * deleted. It goes once through the threads of these spaces, and through each from its first post to
 * its last; each batch is a transaction of its own, so that nobody waits for it.
 * @returns how many posts were emptied
 */
export async function expirePosts(database: Database): Promise<number> {
  let emptied = 0;
  let threadId = await threadAfter(database, BEFORE_ALL);
  while (threadId) {
    emptied += await expireThread(database, threadId);
    threadId = await threadAfter(database, threadId);
  }
  return emptied;
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

const expiredAt = (now: Date) =>
  sql`po.at < ${now}::timestamptz - make_interval(years => pr.retention_years)
    AND pr.retention_from <= ${now}::timestamptz AND ${NOT_SPARED}`;

/** The next thread, in the order of their ids, in which a post is kept no longer. */
function threadAfter(database: Database, threadId: string): Promise<string | undefined> {
  return transaction(database, {}, async (tx) => {
    const [next] = await tx.sql<{ id: string }>`
      SELECT t.id FROM project pr JOIN thread t ON t.project_id = pr.id
       WHERE pr.retention_from <= ${tx.now} AND t.id > ${threadId}
         AND EXISTS (SELECT FROM post po WHERE po.thread_id = t.id AND ${expiredAt(tx.now)})
       ORDER BY t.id LIMIT 1`;
    return next?.id;
  });
}

async function expireThread(database: Database, threadId: string): Promise<number> {
  let emptied = 0;
  let seq = 0;
  for (;;) {
    const batch = await transaction(database, {}, (tx) => expireSome(tx, threadId, seq));
    emptied += batch.emptied;
    if (batch.upTo === null) return emptied;
    seq = batch.upTo;
  }
}

/** The next batch of a thread, and up to where it went; null: to its end. */
async function expireSome(
  tx: Tx,
  threadId: string,
  after: number,
): Promise<{ emptied: number; upTo: number | null }> {
  await waitForThread(tx, threadId);
  const batch = await tx.sql<{ seq: number; id: string | null; wasThere: boolean | null }>`
    WITH old AS (
      SELECT po.id, po.seq, po.deleted_at IS NULL AS "wasThere"
        FROM post po JOIN thread t ON t.id = po.thread_id JOIN project pr ON pr.id = t.project_id
       WHERE t.id = ${threadId} AND po.seq > ${after} AND ${expiredAt(tx.now)}
       ORDER BY po.seq LIMIT ${BATCH}),
    gone AS (
      UPDATE post SET body = '', deleted_at = coalesce(deleted_at, ${tx.now}) FROM old
       WHERE post.id = old.id RETURNING post.id, old."wasThere")
    SELECT old.seq, gone.id, gone."wasThere" FROM old LEFT JOIN gone ON gone.id = old.id ORDER BY old.seq`;
  const gone = batch.filter((one) => one.id !== null);
  const ids = gone.map(({ id }) => id!);
  await tx.sql`DELETE FROM post_revision WHERE post_id = ANY (${ids}::uuid[])`;
  await tx.sql`DELETE FROM post_mention WHERE post_id = ANY (${ids}::uuid[])`;
  await tx.sql`DELETE FROM post_reaction WHERE post_id = ANY (${ids}::uuid[])`;
  await tx.sql`DELETE FROM parallel_text WHERE owner_kind = 'post' AND owner_id = ANY (${ids}::uuid[])`;
  await tx.sql`DELETE FROM parallel_revision WHERE owner_kind = 'post' AND owner_id = ANY (${ids}::uuid[])`;
  await tx.sql`UPDATE file SET deleted_at = ${tx.now} WHERE post_id = ANY (${ids}::uuid[]) AND deleted_at IS NULL`;
  for (const { id, wasThere } of gone) {
    if (wasThere)
      await append(tx, { kind: 'thread', id: threadId }, 'post.deleted', { postId: id! });
  }
  return { emptied: gone.length, upTo: batch.length < BATCH ? null : batch.at(-1)!.seq };
}
