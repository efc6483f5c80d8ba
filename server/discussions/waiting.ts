import { mayAny, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { project, thread } from './access.ts';
import { hasUnread, notMuted, unreadOf } from './reading.ts';
import type { Label } from './views.ts';

const PINNED = 3;

export type DiscussionsWaiting = {
  /** Threads with something unread, of projects that the acting organisation takes part in. */
  unreadThreads: number;
  /** Conversations between people with something unread. */
  unreadDirect: number;
  /** The liveliest of its projects, for the rail. */
  projects: { slug: string; title: Label }[];
};

/** What discussions say on every page: how many threads wait, and where one is at home. One statement. */
export async function discussionsWaiting(tx: Tx, actor: Actor): Promise<DiscussionsWaiting> {
  if (!mayAny(actor, 'thread.view')) return { unreadThreads: 0, unreadDirect: 0, projects: [] };
  const [row] = await tx.sql<DiscussionsWaiting>`
    SELECT (SELECT count(*)::int FROM thread t
              JOIN project_member own ON own.project_id = t.project_id
               AND own.org_id = ${actor.orgId}::uuid AND own.left_at IS NULL
             WHERE ${visible(actor, 'thread.view', thread)}
               AND ${notMuted(actor.personId)} AND ${hasUnread(actor)}) AS "unreadThreads",
           (SELECT count(*)::int FROM thread_person own JOIN thread t ON t.id = own.thread_id
             WHERE own.person_id = ${actor.personId}::uuid AND own.left_at IS NULL
               AND ${visible(actor, 'thread.view', thread)}
               AND ${notMuted(actor.personId)} AND ${hasUnread(actor)}) AS "unreadDirect",
           (SELECT coalesce(json_agg(json_build_object('slug', l.slug, 'title', l.title)), '[]') FROM (
              SELECT pr.slug, pr.title FROM project pr
                JOIN project_member own ON own.project_id = pr.id
                 AND own.org_id = ${actor.orgId}::uuid AND own.left_at IS NULL
               WHERE ${visible(actor, 'project.view', project)} AND pr.ended_at IS NULL
               ORDER BY (SELECT max(t.last_post_at) FROM thread t WHERE t.project_id = pr.id)
                        DESC NULLS LAST
               LIMIT ${PINNED}) l) AS projects`;
  return row!;
}

export type UnreadThread = {
  threadId: string;
  title: string;
  lang: string;
  project: Label;
  unread: number;
};

/** The threads with something unread, the liveliest first. */
export async function unreadThreadsOf(
  tx: Tx,
  actor: Actor,
  limit: number,
): Promise<UnreadThread[]> {
  if (!mayAny(actor, 'thread.view')) return [];
  return tx.sql<UnreadThread>`
    SELECT t.id AS "threadId", t.title, t.lang, pr.title AS project, ${unreadOf(actor)} AS unread
      FROM thread t JOIN project pr ON pr.id = t.project_id
      JOIN project_member own ON own.project_id = t.project_id
       AND own.org_id = ${actor.orgId}::uuid AND own.left_at IS NULL
     WHERE ${visible(actor, 'thread.view', thread)} AND ${notMuted(actor.personId)}
       AND ${hasUnread(actor)}
     ORDER BY t.last_post_at DESC LIMIT ${limit}`;
}
