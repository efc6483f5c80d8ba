import { join, raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Filters, Kind } from './schemas.ts';
import { seenRecords, seenThreads, seesPost, threadsTagged } from './scopes.ts';
import type { Term } from './terms.ts';

/** Something found, before it is read: what orders it and what it counts for. */
export type Candidate = {
  id: string;
  kind: Kind;
  orgId: string | null;
  projectId: string | null;
  /** Of a thread and of what stands in it: its tags as they are compared. */
  tags: string[];
  langs: string[];
  at: Date;
  /** How often the terms stand in it. */
  times: number;
  /** Whether its title has them all, and whether it begins with the first. */
  titled: boolean;
  leading: boolean;
};
export type Gathered = { found: Candidate[]; more: boolean };
export type Question = { terms: Term[]; filters: Filters; now: Date };
/** Where to begin, newest first. */
export type Place = { at: Date; id: string };

/** Counting further than this tells nobody anything more, and each post counted is a post read. */
export const CAP = 300;
/** So few posts are read one by one sooner than the index is asked about everybody's. */
const FEW_POSTS = 3000;

/** Whether the threads `seen` hold so few posts that reading them costs less than asking the index. */
const FEW_SEEN = sql`SELECT count(*) <= ${FEW_POSTS} AS few FROM (
  SELECT 1 FROM seen CROSS JOIN LATERAL (
    SELECT 1 FROM search_doc d WHERE d.scope_id = seen.id LIMIT ${FEW_POSTS + 1}) AS own
   LIMIT ${FEW_POSTS + 1}) AS a_few`;

/** What belongs to a thread has its id for a scope. */
const TAGS = raw(
  `ARRAY(SELECT tt.folded FROM thread_tag tt WHERE tt.thread_id = d.scope_id) AS tags`,
);

/** The newest posts that the caller may see and that have all the terms, at most `cap` and a sign that there are more. */
export async function gatherPosts(
  tx: Tx,
  actor: Actor,
  question: Question,
  cap = CAP,
  after?: Place,
): Promise<Gathered> {
  const { terms, filters } = question;
  if (filters.kind && filters.kind !== 'post') return { found: [], more: false };
  const columns = sql`d.record_id, d.scope_id, d.org_id, d.langs, d.at, d.text`;
  const newestFirst = sql`ORDER BY d.at DESC, d.record_id DESC`;
  const asked = sql`d.kind = 'post' AND ${matching(question)} AND ${before(after)}`;
  // Thread by thread: joined, the planner would rather go through everybody's posts by their age.
  const oneByOne = sql`SELECT ${columns} FROM seen CROSS JOIN LATERAL (
      SELECT ${columns} FROM search_doc d
       WHERE d.scope_id = seen.id AND ${asked} AND ${hasAll(terms)} OFFSET 0) AS d
     WHERE (SELECT few FROM reading) ${newestFirst} OFFSET 0`;
  const byTheIndex = sql`SELECT ${columns} FROM ${spans(question, after)} CROSS JOIN LATERAL (
      SELECT ${columns} FROM search_doc d
       WHERE search_keys(d.text, d.at) @> search_keys(span, ${gramsOf(terms)}::text[])
         AND (d.scope_id IN (SELECT id FROM seen)) IS TRUE AND ${asked}
       ${newestFirst} OFFSET 0) AS d
     WHERE NOT (SELECT few FROM reading) AND ${hasAll(terms.filter((term) => !term.exact))}`;
  const { rows } = await tx.query<Candidate>(sql`
    WITH seen AS MATERIALIZED (${seenThreads(actor, filters)}), reading AS MATERIALIZED (${FEW_SEEN})
    SELECT d.record_id AS id, 'post' AS kind, d.org_id AS "orgId", t.project_id AS "projectId", d.langs, d.at,
           ${TAGS}, ${timesOf(terms)} AS times, false AS titled, false AS leading
      FROM (SELECT ${columns} FROM ((${oneByOne}) UNION ALL (${byTheIndex})) AS d
             WHERE ${seesPost(actor)} LIMIT ${cap + 1}) AS d
      LEFT JOIN thread t ON t.id = d.scope_id
     ${newestFirst}`);
  return { found: rows.slice(0, cap), more: rows.length > cap };
}

/**
 * The spans of time that posts lie in, the newest first. They are looked into one after the other until
 * enough is found: of a frequent word one or two, of a rare one all, which are short looks.
 */
function spans({ filters, now }: Question, after?: Place): Sql {
  const until = after?.at ?? null;
  const since = sinceOf(filters, now);
  const ends = (direction: 'ASC' | 'DESC') =>
    raw(
      `(SELECT search_span(at) FROM search_doc WHERE kind = 'post' ORDER BY at ${direction}, record_id ${direction} LIMIT 1)`,
    );
  return sql`generate_series(
      least(${ends('DESC')}, search_span(${until}::timestamptz)),
      greatest(${ends('ASC')}, search_span(${since}::timestamptz)), -1) AS span`;
}

/** Everything but posts: those whose title says it first, then the newest. */
export async function gatherRecords(
  tx: Tx,
  actor: Actor,
  question: Question,
  cap = CAP,
  after?: Place,
): Promise<Gathered> {
  const { terms, filters } = question;
  if (filters.kind === 'post' || filters.threadId) return { found: [], more: false };
  const project = sql`CASE d.kind WHEN 'project' THEN d.record_id
    WHEN 'thread' THEN (SELECT t.project_id FROM thread t WHERE t.id = d.record_id)
    WHEN 'attachment' THEN (SELECT t.project_id FROM thread t JOIN post po ON po.thread_id = t.id
      JOIN file f ON f.post_id = po.id WHERE f.id = d.record_id)
    WHEN 'projectFile' THEN (SELECT pf.project_id FROM project_file pf WHERE pf.id = d.record_id) END`;
  const titled = join(
    terms.map((term) => sql`strpos(d.title, ${term.text}) > 0`),
    ' AND ',
  );
  const leading = sql`starts_with(ltrim(d.title), ${terms[0]!.text.trimStart()})`;
  const { rows } = await tx.query<Candidate>(sql`
    WITH seen AS MATERIALIZED (
      SELECT d.record_id, d.kind, d.scope_id, d.org_id, d.langs, d.at, d.title, d.text FROM search_doc d
       WHERE d.kind <> 'post' AND search_grams(d.text) @> ${gramsOf(terms)}::text[]
         AND ${matching(question)} AND ${before(after)} AND ${seenRecords(actor)}
         AND ${filters.tag ? sql`d.scope_id IN (${threadsTagged(filters.tag)})` : sql`true`})
    SELECT d.record_id AS id, d.kind, d.org_id AS "orgId", ${project} AS "projectId", d.langs, d.at,
           ${TAGS}, ${timesOf(terms)} AS times, ${titled} AS titled, ${leading} AS leading
      FROM seen d
     WHERE ${hasAll(terms.filter((term) => !term.exact))}
       AND ${filters.projectId ? sql`${project} = ${filters.projectId}::uuid` : sql`true`}
     ORDER BY ${after ? sql`` : sql`titled DESC,`} d.at DESC, d.record_id DESC LIMIT ${cap + 1}`);
  return { found: rows.slice(0, cap), more: rows.length > cap };
}

function gramsOf(terms: Term[]): string[] {
  return [...new Set(terms.flatMap((term) => term.grams))];
}

function hasAll(terms: Term[]): Sql {
  if (terms.length === 0) return sql`true`;
  return join(
    terms.map((term) => sql`strpos(d.text, ${term.text}) > 0`),
    ' AND ',
  );
}

function timesOf(terms: Term[]): Sql {
  const each = terms.map(
    ({ text }) =>
      sql`(char_length(d.text) - char_length(replace(d.text, ${text}, ''))) / ${[...text].length}::int`,
  );
  return sql`(${join(each, ' + ')})`;
}

/** The filters that stand in the index's own columns. */
function matching({ filters, now }: Question): Sql {
  const { kind, orgId, lang } = filters;
  const since = sinceOf(filters, now);
  return join(
    [
      sql`true`,
      ...(kind ? [sql`d.kind = ${kind}`] : []),
      ...(orgId ? [sql`d.org_id = ${orgId}::uuid`] : []),
      ...(lang ? [sql`${lang} = ANY (d.langs)`] : []),
      ...(since ? [sql`d.at >= ${since}::timestamptz`] : []),
    ],
    ' AND ',
  );
}

function sinceOf({ days }: Filters, now: Date): Date | null {
  return days ? new Date(now.getTime() - days * 86_400_000) : null;
}

function before(place?: Place): Sql {
  return place
    ? sql`(d.at, d.record_id) < (${place.at}::timestamptz, ${place.id}::uuid)`
    : sql`true`;
}
