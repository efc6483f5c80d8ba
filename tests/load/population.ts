import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { newId } from '#server/platform/ids.ts';
import { hashToken } from '#server/platform/sessions.ts';
import { BODIES } from './bodies.ts';

/** Somebody signed in: `cookie` is what the browser would send. */
export type Person = { id: string; orgId: string; cookie: string };

export type Population = {
  people: Person[];
  /** Who reads and writes in the ordinary project. */
  members: Person[];
  /** A thread of that project with many posts; its page shows the newest twenty. */
  readThread: string;
  /** Threads of that project to write in. */
  writeThreads: string[];
  /** People of the project that everybody listens in, and its thread. */
  listeners: Person[];
  broadThread: string;
};

const ORGANISATIONS = 40;
const PEOPLE_EACH = 40;
/** Organisations of an ordinary project, and of the one with many listeners. */
const ORDINARY = 6;
const BROAD = 25;
const POSTS = 120;
const WRITE_THREADS = 16;

type Row = Record<string, unknown>;

/**
 * Fills a forum with 1 600 people of 40 organisations, all signed in, and two projects. Straight
 * into the database: signing in costs tenths of a second a person, by design.
 */
export async function populate(ownerUrl: string): Promise<Population> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const now = new Date();
  const at = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * 60_000);

  async function insert(table: string, rows: Row[]) {
    for (let from = 0; from < rows.length; from += 500) {
      await sql`INSERT INTO ${sql(table)} ${sql(rows.slice(from, from + 500))}`;
    }
  }

  const orgs = Array.from({ length: ORGANISATIONS }, () => newId());
  await insert(
    'organisation',
    orgs.map((id, i) => ({
      id,
      slug: `load-${i}`,
      kind: i % 3 === 0 ? 'hospital' : i % 3 === 1 ? 'company' : 'society',
      name: sql.json({ ja: `第${i}医療機構`, en: `Institute ${i}` }),
      short_name: sql.json({ ja: `第${i}機構`, en: `Inst. ${i}` }),
      monogram: `第${i % 10}`,
      hue: (i * 9) % 360,
      country: 'JP',
      member_since: '2020-04-01',
      created_at: at(100_000),
    })),
  );

  const signedIn = orgs.flatMap((orgId) =>
    Array.from({ length: PEOPLE_EACH }, () => {
      const token = randomBytes(32).toString('base64url');
      return { id: newId(), orgId, token, cookie: `session=${token}` };
    }),
  );
  await insert(
    'person',
    signedIn.map(({ id }, i) => ({
      id,
      email: `load-${i}@load.example`,
      family_name: '青空',
      given_name: `花子${i}`,
      name_lang: 'ja',
      latin_name: `Hanako Aozora ${i}`,
      lang: i % 2 === 0 ? 'ja' : 'en',
      time_zone: 'Asia/Tokyo',
      created_at: at(90_000),
    })),
  );
  await insert(
    'membership',
    signedIn.map(({ id, orgId }) => ({
      id: newId(),
      person_id: id,
      org_id: orgId,
      roles: ['member'],
      started_at: at(80_000),
    })),
  );
  await insert(
    'session',
    signedIn.map(({ id, orgId, token }) => ({
      id: hashToken(token),
      user_id: id,
      expires_at: new Date(now.getTime() + 7 * 86_400_000),
      created_at: now,
      last_seen_at: now,
      acting_org_id: orgId,
    })),
  );

  const people: Person[] = signedIn.map(({ id, orgId, cookie }) => ({ id, orgId, cookie }));
  const of = (count: number) => people.filter(({ orgId }) => orgs.indexOf(orgId) < count);

  async function project(slug: string, count: number): Promise<string> {
    const id = newId();
    await insert('project', [
      {
        id,
        slug,
        title: sql.json({ ja: `${slug}の共同研究`, en: `Joint work ${slug}` }),
        summary: sql.json({ ja: '目的と計画', en: 'Goals and plan' }),
        direction: 'outbound',
        stage: 'planning',
        countries: ['TH'],
        fields: [],
        lead_org_id: orgs[0],
        created_at: at(50_000),
      },
    ]);
    await insert(
      'project_member',
      orgs.slice(0, count).map((orgId, i) => ({
        project_id: id,
        org_id: orgId,
        part: i === 0 ? 'lead' : 'participant',
        joined_at: at(50_000),
      })),
    );
    return id;
  }

  async function thread(projectId: string, authors: Person[], posts: number): Promise<string> {
    const id = newId();
    await insert('thread', [
      {
        id,
        project_id: projectId,
        title: '画像注釈の手順と役割分担',
        lang: 'ja',
        created_by: authors[0]!.id,
        org_id: authors[0]!.orgId,
        created_at: at(40_000),
        last_post_at: now,
      },
    ]);
    const rows = Array.from({ length: posts }, (_, i) => {
      const author = authors[(i * 7) % authors.length]!;
      return {
        id: newId(),
        thread_id: id,
        seq: i + 1,
        author_id: author.id,
        org_id: author.orgId,
        client_id: randomUUID(),
        body: BODIES[i % BODIES.length]!,
        lang: 'ja',
        at: at((posts - i) * 30),
      };
    });
    await insert('channel', [{ kind: 'thread', record_id: id, last_seq: posts }]);
    await insert('post', rows);
    await sql`INSERT INTO channel_event (channel_id, seq, type, payload, at)
      SELECT c.id, p.seq, 'post.created', jsonb_build_object('postId', p.id::text), p.at
        FROM post p JOIN channel c ON c.kind = 'thread' AND c.record_id = p.thread_id
       WHERE p.thread_id = ${id}`;
    return id;
  }

  const ordinary = await project('load-ordinary', ORDINARY);
  const members = of(ORDINARY);
  const readThread = await thread(ordinary, members, POSTS);
  const writeThreads: string[] = [];
  for (let i = 0; i < WRITE_THREADS; i += 1) {
    writeThreads.push(await thread(ordinary, members, 20));
  }
  const listeners = of(BROAD);
  const broadThread = await thread(await project('load-broad', BROAD), listeners, 20);
  await sql`VACUUM ANALYZE`;
  await sql.end();
  return { people, members, readThread, writeThreads, listeners, broadThread };
}
