import { raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ThreadRow } from './access.ts';
import { tiesOf, type Ties } from './links.ts';
import { noticeOf, type NoticeState } from './notices.ts';
import { horizonOf, type Reader } from './reading.ts';
import type { FollowLevel } from './schemas.ts';
import { HEAD_JSON, LINK_TURNS, TURN_JSON, type ThreadHead, type TurnView } from './turns.ts';
import type { PostWindow } from './queries/post-window.ts';

/** What a thread's page tells its reader beside the posts. */
export type Matters = {
  head: ThreadHead;
  follow: FollowState;
  notice: NoticeState | null;
  /** How many polls there are: their page's own question brings them. */
  polls: number;
  /** The records that are tied to it, and what its turns about ties speak of, as far as the reader sees them. */
  ties: Ties;
};
/** `tied`: whether there is any tie to ask about. It tells of those that the reader may not see: it stays inside. */
export type MattersColumns = Omit<Matters, 'ties'> & { tied: boolean };
/** `follow` where one chose to, or chose nothing and wrote. */
export type FollowState = { level: FollowLevel; chosen: boolean };

/** What belongs to a window of posts: the turns that stand among them, and what the reader kept. */
export type WindowMatters = {
  turns: TurnView[];
  bookmarks: string[];
  /** Authors of these posts who no longer act for the organisation they wrote for: `person org`. */
  left: string[];
};

/** The columns of `MattersColumns` for a thread `t` and its reader. */
export function mattersColumns(reader: Actor, { orgIds }: Pick<ThreadRow, 'orgIds'>): Sql {
  const { personId } = reader;
  return sql`${HEAD_JSON} AS head, ${noticeOf(reader, orgIds)} AS notice,
    json_build_object(
      'level', coalesce(${chosenLevel(personId)}, CASE WHEN ${wrote(personId)} THEN 'follow' ELSE 'normal' END),
      'chosen', ${chosenLevel(personId)} IS NOT NULL) AS follow,
    (SELECT count(*)::int FROM poll WHERE poll.thread_id = t.id) AS polls,
    (EXISTS (SELECT 1 FROM thread_link li WHERE li.thread_id = t.id)
      OR EXISTS (SELECT 1 FROM thread_turn u WHERE u.thread_id = t.id AND u.kind IN (${IS_LINK}))) AS tied`;
}
const IS_LINK = raw(`'${LINK_TURNS.join("', '")}'`);

/** The whole matters of a thread: most are tied to nothing, and then nothing more is asked. */
export async function withTies<Columns extends MattersColumns>(
  tx: Tx,
  actor: Actor,
  threadId: string,
  { tied, ...columns }: Columns,
): Promise<Omit<Columns, 'tied'> & { ties: Ties }> {
  return { ...columns, ties: tied ? await tiesOf(tx, actor, threadId) : { links: [], turns: {} } };
}

/** The columns of `WindowMatters` for a thread `t`, its reader, and a window of its posts. */
export function windowColumns(reader: Actor, window: PostWindow): Sql {
  const { personId } = reader;
  const ids = window.posts.map((post) => post.id);
  return sql`
    (SELECT coalesce(json_agg(${TURN_JSON} ORDER BY u.seq), '[]') FROM thread_turn u
      WHERE u.thread_id = t.id AND ${inWindow(reader, window)}) AS turns,
    ARRAY(SELECT b.post_id::text FROM bookmark b
           WHERE b.person_id = ${personId}::uuid AND b.post_id = ANY (${ids}::uuid[])) AS bookmarks,
    ARRAY(SELECT DISTINCT wp.author_id || ' ' || wp.org_id FROM post wp
           WHERE wp.id = ANY (${ids}::uuid[]) AND NOT EXISTS (
             SELECT 1 FROM membership wm JOIN person wa ON wa.id = wm.person_id AND wa.deactivated_at IS NULL
              WHERE wm.person_id = wp.author_id AND wm.org_id = wp.org_id AND wm.ended_at IS NULL)) AS left`;
}

/** The turns `u` of a window stand between its first and its last post, and beyond at the thread's ends. */
export function inWindow(reader: Reader, { posts, older, newer }: PostWindow): Sql {
  const from = older ? (posts[0]?.seq ?? 0) : 0;
  const to = newer ? (posts.at(-1)?.seq ?? 0) : Number.MAX_SAFE_INTEGER;
  return sql`u.seq BETWEEN ${from}::bigint AND ${to}::bigint AND u.seq > ${horizonOf(reader)}`;
}

function chosenLevel(personId: string | null): Sql {
  return sql`(SELECT f.level FROM thread_follow f WHERE f.person_id = ${personId}::uuid AND f.thread_id = t.id)`;
}

function wrote(personId: string | null): Sql {
  return sql`EXISTS (SELECT 1 FROM post mine WHERE mine.thread_id = t.id AND mine.author_id = ${personId}::uuid)`;
}

/** What a page asks again when something of the thread has changed. */
export async function readMatters(tx: Tx, actor: Actor, thread: ThreadRow): Promise<Matters> {
  const { rows } = await tx.query<MattersColumns>(
    sql`SELECT ${mattersColumns(actor, thread)} FROM thread t WHERE t.id = ${thread.id}::uuid`,
    'discussions.threadMatters',
  );
  return withTies(tx, actor, thread.id, rows[0]!);
}
