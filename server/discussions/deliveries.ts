import { sql } from '#server/platform/access/access.ts';
import type { Hydrate } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { excerptOf } from './excerpt.ts';
import { AUTHOR_JSON, ORG_JSON, POST_COLUMNS } from './reading.ts';
import {
  postView,
  type AuthorView,
  type OrgView,
  type PostColumns,
  type PostDelivery,
} from './views.ts';

type Row = PostColumns & { author: AuthorView; org: OrgView };

/**
 * The posts behind events of the log, as they are now: read when they are delivered, so that text
 * that was deleted in between leaves with nobody. What lies before somebody's horizon leaves as ids
 * alone: all listeners of a channel hear the same.
 */
export const deliverPosts: Hydrate = async (tx: Tx, payloads) => {
  const ids = payloads.map((payload) => String(payload['postId']));
  const { rows } = await tx.query<Row>(
    sql`SELECT ${POST_COLUMNS}, ${AUTHOR_JSON} AS author, ${ORG_JSON} AS org
          FROM post po JOIN person a ON a.id = po.author_id JOIN organisation o ON o.id = po.org_id
         WHERE po.id = ANY (${ids}::uuid[])
           AND NOT EXISTS (SELECT 1 FROM thread_horizon h
                            WHERE h.thread_id = po.thread_id AND h.after_seq >= po.seq)
           AND NOT EXISTS (SELECT 1 FROM thread_person tp WHERE tp.thread_id = po.thread_id
                              AND tp.left_at IS NULL AND tp.visible_from_seq > po.seq)`,
    'discussions.deliverPosts',
  );
  const found = new Map(rows.map((row) => [row.id, deliveryOf(row)]));
  return ids.map((id) => found.get(id) ?? null);
};

/** As above, and whose sign on it changed. */
export const deliverReactions: Hydrate = async (tx, payloads) => {
  const posts = await deliverPosts(tx, payloads);
  return posts.map((delivery, i) => {
    const { personId, kind, on } = payloads[i]!;
    return delivery && { ...delivery, reaction: { personId, kind, on } };
  });
};

function deliveryOf({ author, org, ...row }: Row): PostDelivery {
  const excerpt = row.deletedAt === null ? excerptOf(row.body.slice(0, 1000)) : null;
  return { post: postView(row), author, org, excerpt };
}
