import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { excerptOf } from '../excerpt.ts';
import { AUTHOR_JSON, ORG_JSON } from '../reading.ts';
import { ListBookmarks } from '../schemas.ts';
import type { AuthorView, Label, OrgView } from '../views.ts';

const PAGE = 30;

export type BookmarkLine = {
  postId: string;
  threadId: string;
  seq: number;
  threadTitle: string;
  threadLang: string;
  project: Label;
  lang: string;
  excerpt: string;
  author: AuthorView;
  org: OrgView;
  at: string;
  keptAt: string;
};
type Row = Omit<BookmarkLine, 'excerpt' | 'at' | 'keptAt'> & {
  body: string;
  at: Date;
  keptAt: Date;
};

/**
 * The posts that the caller keeps, the last kept first. What they may not read any more is not among
 * them, and comes back with the right to read it.
 */
export const listBookmarks = query('discussions.listBookmarks', {
  summary: 'The caller’s own bookmarks with excerpts, the last kept first.',
  input: ListBookmarks,
  subject: anywhere,
  gate: 'thread.view',
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<Row>(
      sql`SELECT po.id AS "postId", po.thread_id AS "threadId", po.seq, t.title AS "threadTitle",
                 t.lang AS "threadLang", pr.title AS project, po.lang, left(po.body, 600) AS body,
                 ${AUTHOR_JSON} AS author, ${ORG_JSON} AS org, po.at, b.at AS "keptAt"
            FROM bookmark b
            JOIN post po ON po.id = b.post_id AND po.deleted_at IS NULL
            JOIN thread t ON t.id = po.thread_id
            JOIN project pr ON pr.id = t.project_id
            JOIN person a ON a.id = po.author_id
            JOIN organisation o ON o.id = po.org_id
           WHERE b.person_id = ${actor.personId}::uuid AND ${visible(actor, 'thread.view', post)}
             AND b.at < coalesce(${input.before ?? null}::timestamptz, 'infinity')
           ORDER BY b.at DESC, po.id LIMIT ${PAGE + 1}::int`,
    );
    const bookmarks = rows.slice(0, PAGE).map(({ body, ...row }): BookmarkLine => ({
      ...row,
      excerpt: excerptOf(body),
      at: row.at.toISOString(),
      keptAt: row.keptAt.toISOString(),
    }));
    return {
      bookmarks,
      now: tx.now.toISOString(),
      more: rows.length > PAGE ? bookmarks.at(-1)!.keptAt : null,
    };
  },
});
