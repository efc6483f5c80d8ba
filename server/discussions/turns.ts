import { raw, sql } from '#server/platform/access/access.ts';
import { append, type Hydrate } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { AUTHOR_JSON, ORG_JSON, TITLE_ALSO } from './reading.ts';
import type { ThreadState } from './schemas.ts';
import { TAGS_JSON, type TagView } from './tags.ts';
import type { AuthorView, Label, OrgView } from './views.ts';

export const TURN_KINDS = [
  'state',
  'pinned',
  'unpinned',
  'locked',
  'unlocked',
  'renamed',
  'moved',
  'slow',
  'noticed',
  'unnoticed',
  'pollOpened',
  'pollDeadline',
  'pollClosed',
  'outcome',
  'eventLinked',
  'eventUnlinked',
  'itemLinked',
  'itemUnlinked',
  'tagged',
] as const;
export type TurnKind = (typeof TURN_KINDS)[number];

/** Turns about a record that was tied or untied, which their rows name by its id. */
export const LINK_TURNS = ['eventLinked', 'eventUnlinked', 'itemLinked', 'itemUnlinked'] as const;

/**
 * A turn of a thread as it stands among the posts. Ids of projects, events and library items stay inside:
 * not all who read the thread may know of them.
 */
export type TurnView = {
  id: string;
  seq: number;
  kind: TurnKind;
  /** Null: the forum itself. */
  actorId: string | null;
  orgId: string | null;
  was: string | null;
  became: string | null;
  reason: string | null;
  pollId: string | null;
  at: string;
};

/** What the head of a thread's page says, and whether one can write. */
export type ThreadHead = {
  title: string;
  titleAlso: Label | null;
  state: ThreadState;
  projectId: string;
  pinned: boolean;
  locked: boolean;
  slowSeconds: number;
  notice: boolean;
  tags: TagView[];
  version: number;
};

/** What the log's event about a turn carries beside its id. */
export type TurnDelivery = {
  turn: TurnView;
  author: AuthorView | null;
  org: OrgView | null;
  head: ThreadHead;
};

const SAYS = `u.kind NOT IN ('moved', '${LINK_TURNS.join("', '")}')`;
/** A turn `u` as JSON. */
export const TURN_JSON = raw(`json_build_object(
  'id', u.id, 'seq', u.seq, 'kind', u.kind, 'actorId', u.actor_id, 'orgId', u.org_id,
  'was', CASE WHEN ${SAYS} THEN u.was END,
  'became', CASE WHEN ${SAYS} THEN u.became END,
  'reason', u.reason, 'pollId', u.poll_id,
  'at', to_char(u.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`);

/** The head of a thread `t` as JSON. */
export const HEAD_JSON = sql`json_build_object(
  'title', t.title, 'titleAlso', ${TITLE_ALSO}, 'state', t.state, 'projectId', t.project_id,
  'pinned', t.pinned_at IS NOT NULL, 'locked', t.locked_at IS NOT NULL,
  'slowSeconds', t.slow_seconds, 'notice', t.notice_at IS NOT NULL,
  'tags', ${TAGS_JSON}, 'version', t.version)`;

export type NewTurn = {
  kind: TurnKind;
  was?: string | null;
  became?: string | null;
  reason?: string | null;
  pollId?: string;
};

/**
 * Writes a turn into a thread, at the next place of its channel, and tells its open pages.
 * @param by who does it and for whom; null where nobody did
 * @param acl that who may read the thread has changed: every node checks its listeners again
 */
export async function addTurn(
  tx: Tx,
  threadId: string,
  by: { personId: string | null; orgId: string | null } | null,
  turn: NewTurn,
  { acl = false }: { acl?: boolean } = {},
): Promise<number> {
  const id = newId();
  const seq = await append(
    tx,
    { kind: 'thread', id: threadId },
    'thread.turned',
    { turnId: id },
    { acl },
  );
  await tx.sql`
    INSERT INTO thread_turn (id, thread_id, seq, kind, actor_id, org_id, was, became, reason, poll_id, at)
    VALUES (${id}, ${threadId}, ${seq}, ${turn.kind}, ${by?.personId ?? null}, ${by?.orgId ?? null},
            ${turn.was ?? null}, ${turn.became ?? null}, ${turn.reason ?? null}, ${turn.pollId ?? null},
            ${tx.now})`;
  return seq;
}

/** The turns behind events of the log, with the thread's head as it is now; none from before a horizon. */
export const deliverTurns: Hydrate = async (tx, payloads) => {
  const ids = payloads.map((payload) => String(payload['turnId']));
  const { rows } = await tx.query<TurnDelivery>(
    sql`SELECT ${TURN_JSON} AS turn, ${HEAD_JSON} AS head,
               (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = u.actor_id) AS author,
               (SELECT ${ORG_JSON} FROM organisation o WHERE o.id = u.org_id) AS org
          FROM thread_turn u JOIN thread t ON t.id = u.thread_id
         WHERE u.id = ANY (${ids}::uuid[])
           AND NOT EXISTS (SELECT 1 FROM thread_horizon h
                            WHERE h.thread_id = u.thread_id AND h.after_seq >= u.seq)`,
    'discussions.deliverTurns',
  );
  const found = new Map(rows.map((row) => [row.turn.id, row]));
  return ids.map((id) => found.get(id) ?? null);
};
