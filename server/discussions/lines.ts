import { sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { thread } from './access.ts';
import { AUTHOR_JSON, horizonOf, notMuted, TITLE_ALSO, unreadOf } from './reading.ts';
import { THREADS_LISTED } from './rules.ts';
import type { ThreadKind, ThreadState } from './schemas.ts';
import { TAGS_JSON, type TagView } from './tags.ts';
import type { AuthorView, Label } from './views.ts';

/** A thread as lists show it to one reader. */
export type ThreadLine = {
  id: string;
  kind: ThreadKind;
  title: string;
  titleAlso: Label | null;
  lang: string;
  state: ThreadState;
  lastPostAt: string;
  lastAuthor: AuthorView | null;
  posts: number;
  unread: number;
  asOfSeq: number;
  pinned: boolean;
  locked: boolean;
  notice: boolean;
  muted: boolean;
  tags: TagView[];
  /** The project that it stands in; null of a conversation between people. */
  project: { slug: string; title: Label } | null;
};
const POSTS_COUNTED = 1000;

/**
 * The threads `t` of a choice that the caller may see, the liveliest first.
 * @param ofProject of one project: its chat and what is pinned there stand before
 */
export async function threadLines(
  tx: Tx,
  actor: Actor,
  which: Sql,
  { ofProject = false }: { ofProject?: boolean } = {},
): Promise<ThreadLine[]> {
  const first = ofProject ? sql`t.kind = 'chat' DESC, t.pinned_at IS NULL, ` : sql``;
  const { rows } = await tx.query<Omit<ThreadLine, 'lastPostAt'> & { lastPostAt: Date }>(
    sql`SELECT t.id, t.kind, t.title, ${TITLE_ALSO} AS "titleAlso", t.lang, t.state, t.last_post_at AS "lastPostAt",
               (SELECT ${AUTHOR_JSON} FROM post po JOIN person a ON a.id = po.author_id
                 WHERE po.thread_id = t.id AND po.deleted_at IS NULL AND po.seq > ${horizonOf(actor)}
                 ORDER BY po.seq DESC LIMIT 1) AS "lastAuthor",
               (SELECT count(*)::int FROM (SELECT FROM post po
                 WHERE po.thread_id = t.id AND po.seq > ${horizonOf(actor)} LIMIT ${POSTS_COUNTED + 1}::int) counted) AS posts,
               ${unreadOf(actor)} AS unread,
               coalesce((SELECT c.last_seq FROM channel c
                          WHERE c.kind = 'thread' AND c.record_id = t.id), 0) AS "asOfSeq",
               t.pinned_at IS NOT NULL AS pinned, t.locked_at IS NOT NULL AS locked,
               t.notice_at IS NOT NULL AS notice, NOT ${notMuted(actor.personId)} AS muted, ${TAGS_JSON} AS tags,
               CASE WHEN pr.id IS NOT NULL THEN json_build_object('slug', pr.slug, 'title', pr.title) END AS project
          FROM thread t LEFT JOIN project pr ON pr.id = t.project_id WHERE ${which} AND ${visible(actor, 'thread.view', thread)}
         ORDER BY ${first}t.last_post_at DESC, t.id DESC
         LIMIT ${THREADS_LISTED + 2}::int`,
  );
  return rows.map((row) => ({ ...row, lastPostAt: row.lastPostAt.toISOString() }));
}
