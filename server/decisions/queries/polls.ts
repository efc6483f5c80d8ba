import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { can, raw, sql } from '#server/platform/access/access.ts';
import { AUTHOR_JSON, ORG_JSON, type ThreadRow } from '#server/discussions/index.ts';
import type { AuthorView, OrgView } from '#server/discussions/views.ts';
import { ballot, poll, votersOf, votesOf, type PollRow, type ProxyInForce } from '../access.ts';
import { showsResults } from '../rules.ts';
import { CHOICES, HIGHEST_MARK, type PollKind, type ResultsShown } from '../schemas.ts';

/** One organisation's vote as others see it: by whom, and by whose leave. */
export type VoteView = {
  org: OrgView;
  choice: string | null;
  marks: Record<string, number>;
  reason: string | null;
  by: AuthorView;
  /** The organisation that voted for it, where its vote was lent to another one. */
  forOrg: OrgView | null;
  proxy: boolean;
  at: string;
};

export type PollView = {
  id: string;
  threadId: string;
  kind: PollKind;
  question: string;
  lang: string;
  openedBy: AuthorView;
  org: OrgView;
  openedAt: string;
  closesAt: string;
  /** Voting is over when the deadline has passed, whether or not it was closed already. */
  open: boolean;
  closedAt: string | null;
  results: ResultsShown;
  choices: readonly string[];
  highest: number;
  options: { id: string; label: string | null; startsAt: string | null }[];
  /** How many organisations have a vote, and how many of them voted. */
  voters: number;
  voted: number;
  /** Null while the results are hidden from this reader. */
  votes: VoteView[] | null;
  /** Whose votes this reader may cast, and what stands in them. */
  ballots: {
    org: OrgView;
    proxy: boolean;
    version: number | null;
    choice: string | null;
    marks: Record<string, number>;
    reason: string | null;
  }[];
  outcome: { text: string; lang: string; by: AuthorView; at: string } | null;
  version: number;
  mayTend: boolean;
};

type Row = Omit<
  PollView,
  'open' | 'choices' | 'highest' | 'voters' | 'voted' | 'votes' | 'ballots' | 'mayTend'
> & {
  state: 'open' | 'closed';
  openedById: string;
  orgId: string;
  electorate: string[];
  closes: Date;
  cast: (VoteView & { version: number })[];
};

const AT = (column: string) =>
  raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** The polls of a thread as one reader may see them; hidden results never leave this function. */
export async function pollsOf(
  tx: Tx,
  actor: Actor,
  of: ThreadRow,
  pollId: string | null,
): Promise<PollView[]> {
  const { rows } = await tx.query<Row>(
    sql`SELECT pl.id, pl.thread_id AS "threadId", pl.kind, pl.question, pl.lang, pl.state, pl.results, pl.version,
               pl.opened_by AS "openedById", pl.org_id AS "orgId", pl.electorate, pl.closes_at AS closes,
               ${AT('pl.opened_at')} AS "openedAt", ${AT('pl.closes_at')} AS "closesAt", ${AT('pl.closed_at')} AS "closedAt",
               (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = pl.opened_by) AS "openedBy",
               (SELECT ${ORG_JSON} FROM organisation o WHERE o.id = pl.org_id) AS org,
               (SELECT coalesce(json_agg(json_build_object('id', po.id, 'label', po.label, 'startsAt', ${AT('po.starts_at')})
                         ORDER BY po.position), '[]') FROM poll_option po WHERE po.poll_id = pl.id) AS options,
               (SELECT coalesce(json_agg(json_build_object(
                         'org', (SELECT ${ORG_JSON} FROM organisation o WHERE o.id = v.org_id),
                         'choice', v.choice, 'reason', v.reason, 'version', v.version, 'proxy', v.proxy_id IS NOT NULL,
                         'marks', (SELECT coalesce(json_object_agg(vm.option_id, vm.value), '{}') FROM vote_mark vm
                                    WHERE vm.poll_id = v.poll_id AND vm.org_id = v.org_id),
                         'by', (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = v.cast_by),
                         'forOrg', CASE WHEN v.cast_for <> v.org_id
                                        THEN (SELECT ${ORG_JSON} FROM organisation o WHERE o.id = v.cast_for) END,
                         'at', ${AT('v.at')}) ORDER BY v.at, v.org_id), '[]')
                  FROM vote v WHERE v.poll_id = pl.id) AS cast,
               CASE WHEN pl.outcome IS NOT NULL THEN json_build_object('text', pl.outcome, 'lang', pl.outcome_lang,
                 'by', (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = pl.outcome_by), 'at', ${AT('pl.outcome_at')}) END AS outcome
          FROM poll pl
         WHERE pl.thread_id = ${of.id}::uuid AND (${pollId}::uuid IS NULL OR pl.id = ${pollId}::uuid)
         ORDER BY pl.opened_at`,
    'decisions.pollsOf',
  );
  if (rows.length === 0) return [];
  const electorate = await electorateOf(tx, of);
  return rows.map((row) => viewOf(row, electorate, actor, of, tx.now));
}

type Electorate = { voters: (OrgView & { id: string })[]; proxies: ProxyInForce[] };

async function electorateOf(tx: Tx, of: ThreadRow): Promise<Electorate> {
  const { rows } = await tx.query<{ org: OrgView; proxy: ProxyInForce | null }>(
    sql`SELECT ${ORG_JSON} AS org,
               CASE WHEN px.id IS NOT NULL THEN json_build_object('id', px.id, 'orgId', px.org_id,
                 'toPersonId', px.to_person_id, 'toOrgId', px.to_org_id) END AS proxy
          FROM (${votersOf(of)}) v JOIN organisation o ON o.id = v.org_id
          LEFT JOIN vote_proxy px ON px.org_id = v.org_id AND px.revoked_at IS NULL
               AND px.starts_at <= ${tx.now}::timestamptz AND px.ends_at > ${tx.now}::timestamptz`,
    'decisions.electorate',
  );
  return {
    voters: rows.map((row) => row.org),
    proxies: rows.flatMap((row) => row.proxy ?? []),
  };
}

function viewOf(row: Row, now: Electorate, actor: Actor, of: ThreadRow, at: Date): PollView {
  const { state, openedById, orgId, electorate, closes, cast, ...view } = row;
  const open = state === 'open' && closes > at;
  const gated: PollRow = {
    id: row.id,
    threadId: row.threadId,
    kind: row.kind,
    results: row.results,
    state,
    openedBy: openedById,
    orgId,
    closesAt: closes,
    version: row.version,
    thread: of,
    voters: now.voters.map((one) => one.id),
    proxies: now.proxies,
  };
  const rights = open && can(actor, 'poll.vote', ballot, gated) ? votesOf(actor, gated) : [];
  const mine = cast.some(
    (one) => one.org.id === actor.orgId || rights.some((each) => each.orgId === one.org.id),
  );
  const eligible = state === 'closed' ? electorate : gated.voters;
  // A vote of an organisation that has left meanwhile stands, and it is one of those that could.
  const voters = new Set([...eligible, ...cast.map((one) => one.org.id)]);
  return {
    ...view,
    open,
    choices: CHOICES[row.kind],
    highest: HIGHEST_MARK[row.kind],
    voters: voters.size,
    voted: cast.length,
    votes: showsResults({ results: row.results, open }, mine)
      ? cast.map(({ version: _version, ...vote }) => vote)
      : null,
    ballots: rights.map((right) => {
      const given = cast.find((one) => one.org.id === right.orgId);
      return {
        org: now.voters.find((one) => one.id === right.orgId)!,
        proxy: right.proxyId !== null,
        version: given?.version ?? null,
        choice: given?.choice ?? null,
        marks: given?.marks ?? {},
        reason: given?.reason ?? null,
      };
    }),
    mayTend: can(actor, 'poll.tend', poll, gated),
  };
}
