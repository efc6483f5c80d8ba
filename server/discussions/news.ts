import { mayAny, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { post, thread } from './access.ts';
import { excerptOf } from './excerpt.ts';
import {
  AUTHOR_JSON,
  BODY_ALSO,
  horizonOf,
  notMuted,
  hasUnread,
  TITLE_ALSO,
  unreadOf,
} from './reading.ts';
import type { FollowLevel } from './schemas.ts';
import type { AuthorView, Label } from './views.ts';

/** The beginning of a post, in each language that there is a text of. */
export type PostNews = {
  id: string;
  author: AuthorView;
  org: Label;
  lang: string;
  excerpts: Label;
};
export type ThreadNews = {
  threadId: string;
  projectId: string;
  slug: string;
  project: Label;
  title: Label;
  /** What the reader chose for the thread; null: nothing. */
  level: FollowLevel | null;
  unread: number;
  posts: PostNews[];
};

const THREADS = 24;
const POSTS = 3;

/**
 * What others wrote within a span of time and the reader has not read, by project and thread: the
 * liveliest threads first, of each the first few posts. What the reader muted is not among it.
 */
export async function threadNews(
  tx: Tx,
  actor: Actor,
  span: { since: Date; until: Date },
): Promise<ThreadNews[]> {
  if (!mayAny(actor, 'thread.view')) return [];
  const rows = await tx.sql<Row>`
    SELECT t.id AS "threadId", t.project_id AS "projectId", pr.slug, pr.title AS project, t.title, t.lang,
           ${TITLE_ALSO} AS also, ${unreadOf(actor)} AS unread,
           (SELECT f.level FROM thread_follow f
             WHERE f.person_id = ${actor.personId}::uuid AND f.thread_id = t.id) AS level,
           fresh.posts
      FROM thread t JOIN project pr ON pr.id = t.project_id
      JOIN project_member own ON own.project_id = t.project_id
       AND own.org_id = ${actor.orgId}::uuid AND own.left_at IS NULL
      JOIN LATERAL (
        SELECT json_agg(n ORDER BY n.seq) AS posts FROM (
          SELECT po.id, po.seq, po.lang, po.body, ${AUTHOR_JSON} AS author, o.short_name AS org,
                 ${BODY_ALSO} AS also
            FROM post po JOIN person a ON a.id = po.author_id JOIN organisation o ON o.id = po.org_id
           WHERE po.thread_id = t.id AND po.deleted_at IS NULL AND po.author_id <> ${actor.personId}::uuid
             AND po.at > ${span.since} AND po.at <= ${span.until}
             AND po.seq > greatest(${horizonOf(actor)}, coalesce((
               SELECT rs.last_read_seq FROM read_state rs
                WHERE rs.person_id = ${actor.personId}::uuid AND rs.thread_id = t.id), 0))
             AND ${visible(actor, 'thread.view', post)}
           ORDER BY po.seq LIMIT ${POSTS}) n) fresh ON fresh.posts IS NOT NULL
     WHERE ${visible(actor, 'thread.view', thread)} AND t.last_post_at > ${span.since}
       AND ${notMuted(actor.personId)} AND ${hasUnread(actor)}
     ORDER BY t.last_post_at DESC LIMIT ${THREADS}`;
  return rows.map(({ title, lang, also, posts, ...row }) => ({
    ...row,
    title: { ...also, [lang]: title },
    posts: posts.map(newsOf),
  }));
}

/** One post as news, if the reader may see it. */
export async function postNews(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, PostNews>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql<PostRow>`
    SELECT po.id, po.lang, po.body, ${AUTHOR_JSON} AS author, o.short_name AS org,
           ${BODY_ALSO} AS also
      FROM post po JOIN person a ON a.id = po.author_id JOIN organisation o ON o.id = po.org_id
     WHERE po.id = ANY (${[...ids]}::uuid[]) AND po.deleted_at IS NULL
       AND ${visible(actor, 'thread.view', post)}`;
  return new Map(rows.map((row) => [row.id, newsOf(row)]));
}

type PostRow = {
  id: string;
  lang: string;
  body: string;
  also: Label | null;
  author: AuthorView;
  org: Label;
};
type Row = Omit<ThreadNews, 'title' | 'posts'> & {
  title: string;
  lang: string;
  also: Label | null;
  posts: PostRow[];
};

function newsOf({ id, lang, body, also, author, org }: PostRow): PostNews {
  const excerpts: Label = { [lang]: excerptOf(body) };
  for (const [other, text] of Object.entries(also ?? {})) {
    if (text) excerpts[other as keyof Label] = excerptOf(text);
  }
  return { id, author, org, lang, excerpts };
}
