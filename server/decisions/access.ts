import { noun, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { thread, type ThreadRow } from '#server/discussions/index.ts';
import type { PollKind, ResultsShown } from './schemas.ts';

/** A vote that was lent and can be used now. */
export type ProxyInForce = {
  id: string;
  orgId: string;
  toPersonId: string | null;
  toOrgId: string | null;
};

export type PollRow = {
  id: string;
  threadId: string;
  kind: PollKind;
  results: ResultsShown;
  state: 'open' | 'closed';
  openedBy: string;
  orgId: string;
  closesAt: Date;
  version: number;
  /** The thread it stands in, whose readers are its own. */
  thread: ThreadRow;
  /** The organisations that have a vote: those who take part, but observers and the secretariat. */
  voters: string[];
  proxies: ProxyInForce[];
};

const inThread = thread.relations.M!;

/** The organisations with a vote in a thread, of those that take part in it. */
export function votersOf({ projectId, orgIds }: Pick<ThreadRow, 'projectId' | 'orgIds'>): Sql {
  return sql`SELECT pm.org_id FROM project_member pm
    JOIN organisation vo ON vo.id = pm.org_id AND vo.kind <> 'secretariat' AND vo.override IS NULL
   WHERE pm.project_id = ${projectId}::uuid AND pm.org_id = ANY (${orgIds}::uuid[])
     AND pm.left_at IS NULL AND pm.part <> 'observer'`;
}

const IN_FORCE = sql`px.revoked_at IS NULL AND px.starts_at <= forum_now() AND px.ends_at > forum_now()`;
/** A poll's thread with what a predicate on a thread speaks of. */
const ITS_THREAD = sql`SELECT 1 FROM thread t WHERE t.id = pl.thread_id`;
/** The organisation of `pm` has a vote in the thread of a poll `pl`. */
const HAS_VOTE = sql`EXISTS (SELECT 1 FROM thread vt JOIN project_member pm ON pm.project_id = vt.project_id
  JOIN organisation vo ON vo.id = pm.org_id AND vo.kind <> 'secretariat' AND vo.override IS NULL
 WHERE vt.id = pl.thread_id AND pm.left_at IS NULL AND pm.part <> 'observer'`;

function holdsProxy(actor: Actor, row: PollRow): boolean {
  return row.proxies.some(
    (proxy) =>
      proxy.toPersonId === actor.personId ||
      (proxy.toOrgId !== null && proxy.toOrgId === actor.orgId && speaksFor(actor)),
  );
}

/** Who votes for an organisation that another one lent its vote to. */
function speaksFor(actor: Actor): boolean {
  return actor.roles.includes('representative') || actor.orgKind === 'secretariat';
}

/**
 * A question put to the organisations of a thread. S: opened by this person for the organisation they
 * act for; O: the organisation one acts for has a vote. Who was lent a vote is asked by `ballot`.
 */
export const poll = noun<PollRow>('poll', {
  alias: 'pl',
  see: 'thread.view',
  find: findPoll,
  relations: {
    P: {
      holds: (actor, row) => thread.relations.P!.holds(actor, row.thread),
      rows: (actor) => sql`EXISTS (${ITS_THREAD} AND ${thread.relations.P!.rows(actor)})`,
      people: (row) => thread.relations.P!.people(row.thread),
    },
    M: {
      holds: (actor, row) => inThread.holds(actor, row.thread),
      rows: (actor) => sql`EXISTS (${ITS_THREAD} AND ${inThread.rows(actor)})`,
      people: (row) => inThread.people(row.thread),
    },
    S: {
      holds: (actor, row) =>
        inThread.holds(actor, row.thread) &&
        row.openedBy === actor.personId &&
        row.orgId === actor.orgId,
      rows: (actor) =>
        sql`pl.opened_by = ${actor.personId}::uuid AND pl.org_id = ${actor.orgId}::uuid
          AND EXISTS (${ITS_THREAD} AND ${inThread.rows(actor)})`,
      people: (row) =>
        sql`m.person_id = ${row.openedBy}::uuid AND o.id = ${row.orgId}::uuid AND ${inThread.people(row.thread)}`,
    },
  },
});

/**
 * A poll as one to vote in. O: the organisation one acts for has a vote; S: a vote was lent to this
 * person, or to the organisation they speak for, and they take part in the thread.
 */
export const ballot = noun<PollRow>('ballot', {
  alias: 'pl',
  see: 'thread.view',
  find: findPoll,
  relations: {
    P: poll.relations.P!,
    M: poll.relations.M!,
    O: {
      holds: (actor, row) =>
        actor.orgId !== null &&
        row.voters.includes(actor.orgId) &&
        inThread.holds(actor, row.thread),
      rows: (actor) =>
        sql`${HAS_VOTE} AND pm.org_id = ${actor.orgId}::uuid) AND EXISTS (${ITS_THREAD} AND ${inThread.rows(actor)})`,
      people: (row) => sql`o.id = ANY (${row.voters}::uuid[]) AND ${inThread.people(row.thread)}`,
    },
    S: {
      holds: (actor, row) => inThread.holds(actor, row.thread) && holdsProxy(actor, row),
      rows: (actor) => sql`EXISTS (${ITS_THREAD} AND ${inThread.rows(actor)})
        AND EXISTS (SELECT 1 FROM vote_proxy px WHERE ${IN_FORCE}
          AND (px.to_person_id = ${actor.personId}::uuid
               OR (px.to_org_id = ${actor.orgId}::uuid AND ${speaksFor(actor)}::boolean))
          AND ${HAS_VOTE} AND pm.org_id = px.org_id))`,
      people: (row) => sql`${inThread.people(row.thread)} AND (
        m.person_id = ANY (${row.proxies.flatMap((one) => one.toPersonId ?? [])}::uuid[])
        OR (o.id = ANY (${row.proxies.flatMap((one) => one.toOrgId ?? [])}::uuid[])
            AND (o.kind = 'secretariat' OR 'representative' = ANY (m.roles))))`,
    },
  },
});

async function findPoll(
  tx: Parameters<typeof thread.find>[0],
  id: string,
): Promise<PollRow | null> {
  const [row] = await tx.sql<Omit<PollRow, 'thread' | 'voters' | 'proxies'>>`
    SELECT id, thread_id AS "threadId", kind, results, state, opened_by AS "openedBy", org_id AS "orgId",
           closes_at AS "closesAt", version FROM poll WHERE id = ${id}`;
  const found = row && (await thread.find(tx, row.threadId));
  if (!row || !found) return null;
  const { rows } = await tx.query<{ orgId: string; proxy: ProxyInForce | null }>(
    sql`SELECT v.org_id AS "orgId",
               CASE WHEN px.id IS NOT NULL THEN json_build_object('id', px.id, 'orgId', px.org_id,
                 'toPersonId', px.to_person_id, 'toOrgId', px.to_org_id) END AS proxy
          FROM (${votersOf(found)}) v LEFT JOIN vote_proxy px ON px.org_id = v.org_id AND ${IN_FORCE}`,
    'decisions.votersAndProxies',
  );
  return {
    ...row,
    thread: found,
    voters: rows.map((one) => one.orgId),
    proxies: rows.flatMap((one) => one.proxy ?? []),
  };
}

export type VoteProxyRow = { id: string; orgId: string };

/** A vote that was lent. O: by the organisation one acts for. */
export const voteProxy = noun<VoteProxyRow>('voteProxy', {
  alias: 'px',
  see: 'poll.delegate',
  async find(tx, id) {
    const [row] = await tx.sql<VoteProxyRow>`
      SELECT id, org_id AS "orgId" FROM vote_proxy WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {
    O: {
      holds: (actor, row) => actor.orgId === row.orgId,
      rows: (actor) => sql`px.org_id = ${actor.orgId}::uuid`,
      people: (row) => sql`o.id = ${row.orgId}::uuid`,
    },
  },
});

/** Whose votes an actor may cast in a poll: the own organisation's, and those that were lent. */
export function votesOf(actor: Actor, row: PollRow): { orgId: string; proxyId: string | null }[] {
  const own =
    actor.orgId !== null &&
    row.voters.includes(actor.orgId) &&
    actor.roles.includes('representative')
      ? [{ orgId: actor.orgId, proxyId: null }]
      : [];
  const lent = row.proxies
    .filter((proxy) => holdsProxy(actor, { ...row, proxies: [proxy] }))
    .map((proxy) => ({ orgId: proxy.orgId, proxyId: proxy.id }));
  return [...own, ...lent.filter((one) => one.orgId !== own[0]?.orgId)];
}
