import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { newId } from '#server/platform/ids.ts';
import { median, percentile, report } from './figures.ts';
import type { LoadedForum } from './forum.ts';
import { postTexts, questions, type Question } from './search-texts.ts';

const POSTS = 1_000_000;
const QUICK_POSTS = 20_000;
const THREADS = 2_000;
const PROJECTS = 100;
/** Organisations in a project, of forty: a member may see about one post in seven. */
const ORGS_EACH = 6;
const BATCH = 5_000;
const ASKED = 400;
const LOOKUPS = 5;

type Sql = postgres.Sql;

/**
 * Fills a forum with posts and asks the mix of questions that people ask, as a member who sees a part
 * of them and as the secretariat that sees all, beside a bare lookup by index in the same minutes.
 */
export async function measureSearch(loaded: LoadedForum, quick: boolean) {
  const sql = postgres(loaded.ownerUrl, { max: 1, onnotice: () => undefined });
  const total = quick ? QUICK_POSTS : POSTS;
  await fill(sql, loaded, total);
  const member = loaded.members[0]!;
  const asked = questions(quick ? 100 : ASKED);
  // A first round wakes the caches, as in a forum that is in use.
  await ask(loaded, member.cookie, asked.slice(0, 40));
  for (const who of ['a member', 'the secretariat'] as const) {
    if (who === 'the secretariat') await toSecretariat(sql, member.orgId);
    await measureAs(loaded, sql, member.cookie, asked, `${who}, ${total} posts`);
  }
  await sql.end();
}

async function measureAs(
  loaded: LoadedForum,
  sql: Sql,
  cookie: string,
  asked: Question[],
  name: string,
) {
  const times: { kind: string; q: string; ms: number }[] = [];
  const lookups: number[] = [];
  const places = await sql<{ thread_id: string; seq: string }[]>`
    SELECT thread_id, seq FROM post TABLESAMPLE BERNOULLI (1) LIMIT 1000`;
  for (const question of asked) {
    const [ms] = await ask(loaded, cookie, [question]);
    times.push({ ...question, ms: ms! });
    for (let i = 0; i < LOOKUPS; i += 1) {
      const { thread_id, seq } = places[Math.floor(Math.random() * places.length)]!;
      const began = performance.now();
      await sql`SELECT body FROM post WHERE thread_id = ${thread_id} AND seq = ${seq}`;
      lookups.push(performance.now() - began);
    }
  }
  const of = 'a bare lookup by index';
  const own = times.map(({ ms }) => ms);
  report({ name: `${of}, ${name}`, value: median(lookups), unit: 'ms' });
  const ratio = (value: number) => ({ ratio: value / median(lookups), of });
  report({ name: `search, ${name}, p50`, value: median(own), unit: 'ms', ...ratio(median(own)) });
  const p95 = percentile(own, 95);
  report(
    { name: `search, ${name}, p95`, value: p95, unit: 'ms', ...ratio(p95) },
    { on: 'value', most: 150 },
  );
  for (const kind of new Set(asked.map((each) => each.kind))) {
    const some = times.filter((each) => each.kind === kind).map(({ ms }) => ms);
    report({
      name: `search, ${name}, ${kind}`,
      value: percentile(some, 95),
      unit: 'ms p95',
      note: `p50 ${median(some).toFixed(1)} ms, most ${Math.max(...some).toFixed(0)} ms`,
    });
  }
  const slowest = [...times].sort((a, b) => b.ms - a.ms).slice(0, 5);
  report({
    name: `search, ${name}, slowest`,
    value: slowest[0]!.ms,
    unit: 'ms',
    note: slowest.map(({ q, ms }) => `${q} ${ms.toFixed(0)}`).join(', '),
  });
}

async function ask(loaded: LoadedForum, cookie: string, asked: Question[]): Promise<number[]> {
  const times: number[] = [];
  for (const { q } of asked) {
    const began = performance.now();
    const answer = await fetch(`${loaded.forum.url}/api/v1/search.everything`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie, Origin: loaded.forum.url },
      body: JSON.stringify({ q }),
    });
    const found = (await answer.json()) as { count?: number };
    if (!answer.ok || typeof found.count !== 'number') {
      throw new Error(`the search answers ${answer.status}: ${JSON.stringify(found)}`);
    }
    times.push(performance.now() - began);
  }
  return times;
}

/** The same person as one of the secretariat, who sees everything. */
async function toSecretariat(sql: Sql, orgId: string) {
  await sql`UPDATE organisation SET kind = 'secretariat' WHERE id = ${orgId}`;
  await sql`UPDATE membership SET roles = '{staff}' WHERE org_id = ${orgId}`;
}

/** Projects, threads and posts straight into the tables; the index of grams is made once at the end. */
async function fill(sql: Sql, { people }: LoadedForum, total: number) {
  const orgs = [...new Set(people.map(({ orgId }) => orgId))];
  const authorOf = new Map(people.map(({ id, orgId }) => [orgId, id]));
  const projects = Array.from({ length: PROJECTS }, (_, i) => ({
    id: newId(),
    orgs: Array.from({ length: ORGS_EACH }, (_, j) => orgs[(i * 7 + j * 5) % orgs.length]!),
  }));
  for (const [i, { id, orgs: taking }] of projects.entries()) {
    await sql`INSERT INTO project (id, slug, title, summary, direction, stage, countries, fields, lead_org_id, created_at)
      VALUES (${id}, ${`search-${i}`}, ${sql.json({ ja: `共同計画${i}` })}, ${sql.json({})}, 'outbound', 'planning', '{TH}', '{}', ${taking[0]!}, now())`;
    await sql`INSERT INTO project_member (project_id, org_id, joined_at)
      SELECT ${id}, unnest(${taking}::uuid[]), now() ON CONFLICT DO NOTHING`;
  }
  const threads = Array.from({ length: THREADS }, (_, i) => ({
    id: newId(),
    project: projects[i % PROJECTS]!,
    posts: 0,
  }));
  for (const { id, project } of threads) {
    await sql`INSERT INTO thread (id, project_id, title, lang, created_by, org_id, created_at, last_post_at)
      VALUES (${id}, ${project.id}, '進捗と論点の整理', 'ja', ${authorOf.get(project.orgs[0]!)!}, ${project.orgs[0]!}, now(), now())`;
  }
  await sql`ALTER TABLE post DISABLE TRIGGER search_touch`;
  const began = performance.now();
  const texts = postTexts();
  for (let from = 0; from < total; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, total - from) }, (_, i) => {
      const thread = threads[((from + i) * 31) % THREADS]!;
      thread.posts += 1;
      const orgId = thread.project.orgs[i % ORGS_EACH]!;
      const { body, lang } = texts.next().value;
      return [
        newId(),
        thread.id,
        thread.posts,
        authorOf.get(orgId)!,
        orgId,
        randomUUID(),
        body,
        lang,
        total - from - i,
      ] as const;
    });
    const column = (n: number) => rows.map((row) => row[n]!) as string[];
    await sql`INSERT INTO post (id, thread_id, seq, author_id, org_id, client_id, body, lang, at)
      SELECT id, thread_id, seq, author_id, org_id, client_id, body, lang, now() - ago * interval '30 seconds'
        FROM unnest(${column(0)}::uuid[], ${column(1)}::uuid[], ${column(2)}::bigint[], ${column(3)}::uuid[], ${column(4)}::uuid[],
                    ${column(5)}::uuid[], ${column(6)}::text[], ${column(7)}::text[], ${column(8)}::int[])
          AS row(id, thread_id, seq, author_id, org_id, client_id, body, lang, ago)`;
  }
  await sql`ALTER TABLE post ENABLE TRIGGER search_touch`;
  const written = performance.now();
  const [index] = await sql<{ made: string }[]>`
    SELECT indexdef AS made FROM pg_indexes WHERE indexname = 'search_doc_post_keys'`;
  await sql`DROP INDEX search_doc_post_keys`;
  await sql`INSERT INTO search_doc (record_id, kind, scope_id, org_id, langs, at, title, text)
    SELECT record_id, kind, scope_id, org_id, langs, at, search_fold(title), search_fold(body)
      FROM search_source WHERE kind = 'post' ON CONFLICT DO NOTHING`;
  // All is in; otherwise the forum would go through every post again in the background, meanwhile.
  await sql`UPDATE search_fill SET done_at = now() WHERE done_at IS NULL`;
  await sql`SET maintenance_work_mem = '512MB'`;
  await sql.unsafe(index!.made);
  await sql`VACUUM ANALYZE`;
  const [size] = await sql<{ grams: string; docs: string }[]>`
    SELECT pg_size_pretty(pg_relation_size('search_doc_post_keys')) AS grams, pg_size_pretty(pg_total_relation_size('search_doc')) AS docs`;
  report({
    name: `search: index of ${total} posts made in`,
    value: (performance.now() - written) / 1000,
    unit: 's',
    note: `posts written in ${((written - began) / 1000).toFixed(0)} s; keys ${size!.grams}, all ${size!.docs}`,
  });
}
