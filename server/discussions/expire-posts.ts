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
 * deleted. Each batch is a transaction of its own, so that nobody waits for it.
 * @returns how many posts were emptied
 */
export async function expirePosts(database: Database): Promise<number> {
  let emptied = 0;
  for (;;) {
    const some = await transaction(database, {}, expireSome);
    if (some === 0) return emptied;
    emptied += some;
  }
}

async function expireSome(tx: Tx): Promise<number> {
  const expired = sql`po.at < ${tx.now}::timestamptz - make_interval(years => pr.retention_years)
    AND pr.retention_from <= ${tx.now}::timestamptz AND ${NOT_SPARED}`;
  const [found] = await tx.sql<{ threadId: string }>`
    SELECT t.id AS "threadId" FROM project pr JOIN thread t ON t.project_id = pr.id
      JOIN post po ON po.thread_id = t.id WHERE ${expired} LIMIT 1`;
  if (!found) return 0;
  const { threadId } = found;
  await waitForThread(tx, threadId);
  const gone = await tx.sql<{ id: string; wasThere: boolean }>`
    WITH old AS (
      SELECT po.id, po.deleted_at IS NULL AS "wasThere"
        FROM post po JOIN thread t ON t.id = po.thread_id JOIN project pr ON pr.id = t.project_id
       WHERE t.id = ${threadId} AND ${expired} ORDER BY po.seq LIMIT ${BATCH})
    UPDATE post SET body = '', deleted_at = coalesce(deleted_at, ${tx.now}) FROM old
     WHERE post.id = old.id RETURNING post.id, old."wasThere"`;
  const ids = gone.map(({ id }) => id);
  await tx.sql`DELETE FROM post_revision WHERE post_id = ANY (${ids}::uuid[])`;
  await tx.sql`DELETE FROM post_mention WHERE post_id = ANY (${ids}::uuid[])`;
  await tx.sql`DELETE FROM post_reaction WHERE post_id = ANY (${ids}::uuid[])`;
  await tx.sql`DELETE FROM parallel_text WHERE owner_kind = 'post' AND owner_id = ANY (${ids}::uuid[])`;
  await tx.sql`DELETE FROM parallel_revision WHERE owner_kind = 'post' AND owner_id = ANY (${ids}::uuid[])`;
  await tx.sql`UPDATE file SET deleted_at = ${tx.now} WHERE post_id = ANY (${ids}::uuid[]) AND deleted_at IS NULL`;
  for (const { id, wasThere } of gone) {
    if (wasThere)
      await append(tx, { kind: 'thread', id: threadId }, 'post.deleted', { postId: id });
  }
  return gone.length;
}
