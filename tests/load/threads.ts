import postgres from 'postgres';
import { unreadOf } from '#server/discussions/reading.ts';
import { sql as statement } from '#server/platform/access/access.ts';
import { newId } from '#server/platform/ids.ts';
import { BODIES } from './bodies.ts';
import { inTurns, median, percentile, ratioOf, report } from './figures.ts';
import type { LoadedForum } from './forum.ts';
import type { Person } from './population.ts';

type Sql = postgres.Sql;

/** Posts of the threads that are opened; each is judged against the first. */
const LENGTHS = [100, 10_000, 100_000];
const LENGTHS_QUICK = [100, 10_000];
const PLACES = { newest: null, middle: 0.5, oldest: 0 } as const;
/** The page of a long thread may take this much of that of a short one. */
const CONSTANT = 1.5;

const UNREAD_THREADS = 200;
/** More than is ever counted in one of them. */
const UNREAD_EACH = 150;

/** Opening a thread anywhere, whatever its length, and counting what is unread in many. */
export async function measureThreads(loaded: LoadedForum, quick: boolean) {
  const sql = postgres(loaded.ownerUrl, { max: 1, onnotice: () => undefined });
  const reader = loaded.members[0]!;
  await measureOpening(loaded, sql, reader, quick ? LENGTHS_QUICK : LENGTHS, quick ? 30 : 200);
  await measureUnread(loaded, sql, reader, quick ? 20 : 200);
  await sql.end();
}

async function measureOpening(
  loaded: LoadedForum,
  sql: Sql,
  reader: Person,
  lengths: number[],
  rounds: number,
) {
  const contestants: Record<string, () => Promise<number>> = {};
  const [shortest, ...longer] = lengths;
  for (const length of lengths) {
    const threadId = await longThread(sql, loaded, length);
    for (const [place, share] of Object.entries(PLACES)) {
      const around = share === null ? {} : { around: Math.max(1, Math.floor(length * share)) };
      contestants[`${length} ${place}`] = () => timed(loaded, reader, { threadId, ...around });
    }
  }
  await sql`VACUUM ANALYZE post`;
  for (const open of Object.values(contestants)) for (let i = 0; i < 6; i += 1) await open();
  const samples = await inTurns<string, number>(rounds, contestants);
  for (const place of Object.keys(PLACES)) {
    const first = samples[`${shortest} ${place}`]!;
    report({ name: `thread of ${shortest} posts, ${place}`, value: median(first), unit: 'ms' });
    for (const length of longer) {
      const own = samples[`${length} ${place}`]!;
      report(
        {
          name: `thread of ${length} posts, ${place}`,
          value: median(own),
          unit: 'ms',
          ratio: ratioOf(own, first),
          of: `a thread of ${shortest}`,
        },
        { on: 'ratio', most: CONSTANT },
      );
    }
  }
}

async function timed({ forum }: LoadedForum, reader: Person, input: object): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${forum.url}/api/v1/discussions.threadPage`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: reader.cookie, Origin: forum.url },
    body: JSON.stringify(input),
  });
  const { posts } = (await answer.json()) as { posts?: unknown[] };
  if (!posts?.length) throw new Error(`the thread answers ${answer.status} without posts`);
  return performance.now() - began;
}

/** The forum's own counting, as the list of a project's threads has it, and nothing beside it. */
async function measureUnread(loaded: LoadedForum, sql: Sql, reader: Person, rounds: number) {
  const ids: string[] = [];
  for (let i = 0; i < UNREAD_THREADS; i += 1) ids.push(await longThread(sql, loaded, UNREAD_EACH));
  await sql`VACUUM ANALYZE post`;
  const { text, values } = statement`
    SELECT t.id, ${unreadOf({ personId: reader.id, orgId: reader.orgId })} AS unread
      FROM thread t WHERE t.id = ANY (${ids}::uuid[])`;
  const times: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const began = performance.now();
    const rows = await sql.unsafe(text, values as string[], { prepare: true });
    times.push(performance.now() - began);
    if (rows.length !== UNREAD_THREADS || !(rows[0]!['unread'] > 90)) {
      throw new Error('the threads have nothing unread');
    }
  }
  report(
    {
      name: `unread posts of ${UNREAD_THREADS} threads with ${UNREAD_EACH} new ones each, p95`,
      value: percentile(times, 95),
      unit: 'ms',
      note: `p50 ${median(times).toFixed(1)} ms`,
    },
    { on: 'value', most: 20 },
  );
}

/** A thread beside the one that is written in, straight into the tables, as if read by nobody. */
async function longThread(sql: Sql, loaded: LoadedForum, posts: number): Promise<string> {
  const id = newId();
  const authors = loaded.members.slice(1);
  await sql`INSERT INTO thread (id, project_id, title, lang, created_by, org_id, created_at, last_post_at)
    SELECT ${id}, project_id, title, lang, created_by, org_id, created_at, now()
      FROM thread WHERE id = ${loaded.readThread}`;
  await sql`INSERT INTO channel (kind, record_id, last_seq) VALUES ('thread', ${id}, ${posts})`;
  await sql`ALTER TABLE post DISABLE TRIGGER search_touch`;
  await sql`INSERT INTO post (id, thread_id, seq, author_id, org_id, client_id, body, lang, at)
    SELECT gen_random_uuid(), ${id}, n, (${authors.map((each) => each.id)}::uuid[])[1 + n % ${authors.length}::int],
           (${authors.map((each) => each.orgId)}::uuid[])[1 + n % ${authors.length}::int], gen_random_uuid(),
           (${BODIES}::text[])[1 + n % ${BODIES.length}::int], 'ja', now() - (${posts}::int - n) * interval '30 seconds'
      FROM generate_series(1, ${posts}::int) n`;
  await sql`ALTER TABLE post ENABLE TRIGGER search_touch`;
  return id;
}
