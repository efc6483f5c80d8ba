import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { PAGE_SIZE } from '../rules.ts';
import { horizonOf, POST_COLUMNS, UNREAD_CAP, type Reader } from '../reading.ts';
import type { ReactionKind } from '../schemas.ts';
import { postView, type PostColumns, type PostView } from '../views.ts';

/** Where a window of posts lies: the newest, or beside a place in the thread. */
export type Where = {
  around?: number | undefined;
  before?: number | undefined;
  after?: number | undefined;
};

export type PostWindow = {
  posts: PostView[];
  /** Are there posts before the first and after the last of these? */
  older: boolean;
  newer: boolean;
  /** The log's place that this window was read at: what comes after it comes by the channel. */
  asOfSeq: number;
  lastReadSeq: number;
  unread: number;
  firstUnreadSeq: number | null;
  /** Posts up to this place were before the reader's organisation came, and are not shown to it. */
  horizon: number;
  /** The reader's own signs on these posts, by post. */
  mine: Record<string, ReactionKind[]>;
};

type Row = Partial<PostColumns> & {
  mine: ReactionKind[] | null;
  side: 'before' | 'after' | null;
  asOfSeq: number;
  lastReadSeq: number;
  unread: number;
  firstUnreadSeq: number | null;
  horizon: number;
};

/**
 * A window of a thread's posts with the log's place and the reader's, in one statement and so in one
 * snapshot. It walks the index on (thread, seq) from a place, so it costs the same anywhere in a
 * thread of any length. One post more than asked on each side tells whether there is more.
 */
export async function postWindow(
  tx: Tx,
  threadId: string,
  reader: Reader,
  where: Where,
): Promise<PostWindow> {
  const { personId } = reader;
  const { name, before, after } = sides(where);
  const { rows } = await tx.query<Row>(
    sql`WITH head AS MATERIALIZED (
          SELECT coalesce(c.last_seq, 0) AS "asOfSeq", coalesce(rs.last_read_seq, 0) AS "lastReadSeq",
                 unread.count AS unread, unread.first AS "firstUnreadSeq", horizon.seq AS horizon
            FROM thread t
            LEFT JOIN channel c ON c.kind = 'thread' AND c.record_id = t.id
            LEFT JOIN read_state rs ON rs.person_id = ${personId}::uuid AND rs.thread_id = t.id
           CROSS JOIN LATERAL (SELECT ${horizonOf(reader)} AS seq) horizon
           CROSS JOIN LATERAL (
             SELECT count(*)::int AS count, min(u.seq) AS first FROM (
               SELECT seq FROM post
                WHERE thread_id = t.id AND seq > greatest(coalesce(rs.last_read_seq, 0), horizon.seq)
                  AND author_id <> ${personId}::uuid AND deleted_at IS NULL
                ORDER BY seq LIMIT ${UNREAD_CAP + 1}::int) u) unread
           WHERE t.id = ${threadId}::uuid),
        po AS (${reading(threadId, before, after)})
        SELECT head.*, po.side, ${POST_COLUMNS},
               (SELECT array_agg(f.kind) FROM post_reaction f
                 WHERE f.post_id = po.id AND f.person_id = ${personId}::uuid) AS mine
          FROM head LEFT JOIN po ON true
         ORDER BY po.seq`,
    `discussions.postWindow.${name}`,
  );
  return windowOf(rows, where);
}

/** How many posts to read up to and from a place. */
type Side = { seq: number; count: number } | null;

function sides({ around, before, after }: Where): { name: string; before: Side; after: Side } {
  if (around !== undefined) {
    const half = PAGE_SIZE / 2;
    return {
      name: 'around',
      before: { seq: around, count: half },
      after: { seq: around, count: half },
    };
  }
  if (after !== undefined) {
    return { name: 'after', before: null, after: { seq: after + 1, count: PAGE_SIZE } };
  }
  return {
    name: 'before',
    before: { seq: before ?? Number.MAX_SAFE_INTEGER, count: PAGE_SIZE },
    after: null,
  };
}

function reading(threadId: string, before: Side, after: Side): Sql {
  const upTo = before
    ? sql`(SELECT 'before' AS side, p.* FROM post p
            WHERE p.thread_id = ${threadId}::uuid AND p.seq < ${before.seq}::bigint AND p.seq > (SELECT horizon FROM head)
            ORDER BY p.seq DESC LIMIT ${before.count + 1}::int)`
    : null;
  const from = after
    ? sql`(SELECT 'after' AS side, p.* FROM post p
            WHERE p.thread_id = ${threadId}::uuid AND p.seq >= greatest(${after.seq}::bigint, (SELECT horizon FROM head) + 1)
            ORDER BY p.seq LIMIT ${after.count + 1}::int)`
    : null;
  return upTo && from ? sql`${upTo} UNION ALL ${from}` : (upTo ?? from)!;
}

function windowOf(rows: Row[], where: Where): PostWindow {
  const { before, after } = sides(where);
  const read = rows.filter((row): row is Row & PostColumns => row.side !== null);
  const upTo = read.filter((row) => row.side === 'before');
  const from = read.filter((row) => row.side === 'after');
  const older = before ? upTo.length > before.count : where.after! > (rows[0]?.horizon ?? 0);
  const newer = after ? from.length > after.count : where.before !== undefined;
  const kept = [...upTo.slice(older && before ? 1 : 0), ...from.slice(0, after?.count ?? 0)];
  const head = rows[0];
  return {
    posts: kept.map(postView),
    older,
    newer,
    asOfSeq: head?.asOfSeq ?? 0,
    lastReadSeq: head?.lastReadSeq ?? 0,
    unread: head?.unread ?? 0,
    firstUnreadSeq: head?.firstUnreadSeq ?? null,
    horizon: head?.horizon ?? 0,
    mine: Object.fromEntries(kept.flatMap((row) => (row.mine ? [[row.id, row.mine]] : []))),
  };
}
