import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCaseKey, openClinical, openIdentity } from '#server/referrals/sealing.ts';
import { verifyPassword } from '#server/platform/passwords.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';
import { testRing } from '#tests/fixtures/key-ring.ts';
import { DEMO_PASSWORD, idOf, PEOPLE } from './cast.ts';
import { seed, seedReference } from './index.ts';

const keyRing = testRing();
let database: FreshDatabase;
let owner: pg.Client;

const rowsOf = async (text: string, values: unknown[] = []) =>
  (await owner.query(text, values)).rows;

beforeAll(async () => {
  database = await freshDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  expect(await seed({ ownerUrl: database.ownerUrl, keyRing })).toBe(true);
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

describe('the seed', () => {
  test('does nothing the second time', async () => {
    const count = () =>
      rowsOf('SELECT (SELECT count(*) FROM post) AS posts, (SELECT count(*) FROM term) AS terms');
    const before = await count();
    expect(await seed({ ownerUrl: database.ownerUrl, keyRing })).toBe(false);
    expect(await seedReference({ ownerUrl: database.ownerUrl })).toBe(false);
    expect(await count()).toEqual(before);
  });

  test('fills the library whole, with its support programmes', async () => {
    const [counts] = await rowsOf(`SELECT
      (SELECT count(*)::int FROM library_item) AS items,
      (SELECT count(*)::int FROM support_programme) AS programmes,
      (SELECT count(*)::int FROM parallel_text WHERE owner_kind = 'libraryItem' AND block = 'summary') AS summaries,
      (SELECT count(*)::int FROM term WHERE vocabulary = 'icdBlocks') AS blocks`);
    expect(counts).toEqual({ items: 61, programmes: 21, summaries: 122, blocks: 237 });
  });

  test('lets everybody sign in with the demo password', async () => {
    const rows = await rowsOf('SELECT password_hash FROM credential');
    expect(rows).toHaveLength(PEOPLE.length);
    expect(await verifyPassword(rows[0]!.password_hash, DEMO_PASSWORD)).toBe(true);
  });

  test('keeps each thread, its channel and the log at one number', async () => {
    const apart = await rowsOf(`
      SELECT t.id FROM thread t
        LEFT JOIN channel c ON c.kind = 'thread' AND c.record_id = t.id
       WHERE greatest((SELECT max(seq) FROM post p WHERE p.thread_id = t.id),
                      (SELECT max(seq) FROM thread_turn u WHERE u.thread_id = t.id)) IS DISTINCT FROM c.last_seq
          OR (SELECT max(at) FROM post p WHERE p.thread_id = t.id) IS DISTINCT FROM t.last_post_at
          OR EXISTS (SELECT 1 FROM post p LEFT JOIN channel_event e
                       ON e.channel_id = c.id AND e.seq = p.seq AND e.payload->>'postId' = p.id::text
                      WHERE p.thread_id = t.id AND e.seq IS NULL)`);
    expect(apart).toEqual([]);
  });

  test('lets nobody speak, register or treat in the future, and keeps every deadline ahead', async () => {
    const [late] = await rowsOf(`SELECT
      (SELECT count(*)::int FROM post WHERE at > now()) AS posts,
      (SELECT count(*)::int FROM registration WHERE greatest(created_at, cancelled_at) > now()) AS registrations,
      (SELECT count(*)::int FROM referral_event WHERE at > now()) AS steps,
      (SELECT count(*)::int FROM referral WHERE state = 'broadcasting' AND answer_deadline < now()) AS overdue,
      (SELECT count(*)::int FROM event WHERE slug <> 'tokyo-nutrition-summit-2021-workplace-health' AND starts_at < now()) AS events`);
    expect(late).toEqual({ posts: 0, registrations: 0, steps: 0, overdue: 0, events: 0 });
  });

  test('makes no record of the people of the past panel', async () => {
    const [row] = await rowsOf(
      `SELECT (SELECT count(*)::int FROM session_speaker WHERE name::text ~ 'Haddad|Nishii|西井') AS speakers,
              (SELECT count(*)::int FROM person WHERE latin_name ~ 'Haddad|Nishii') AS people,
              (SELECT body LIKE '%Haddad%' FROM parallel_text WHERE owner_id = $1 AND lang = 'en') AS told`,
      [idOf('event', 'tokyo-nutrition-summit-2021-workplace-health')],
    );
    expect(row).toEqual({ speakers: 0, people: 0, told: true });
  });

  test('seals the patients so that only the ring opens them', async () => {
    const id = idOf('referral', 'valve');
    const [row] = await rowsOf(
      `SELECT r.wrapped_key, r.age_band, i.sealed AS identity, c.sealed AS clinical FROM referral r
         JOIN referral_identity i ON i.referral_id = r.id JOIN referral_clinical c ON c.referral_id = r.id
        WHERE r.id = $1`,
      [id],
    );
    const key = openCaseKey(keyRing, row.wrapped_key, id);
    expect(openIdentity(key, id, row.identity)).toMatchObject({
      nativeName: 'Чулуунбат Эрдэнэсүх',
    });
    expect(openClinical(key, id, row.clinical).summary.ja).toContain('弁口面積0.7 cm²');
    expect(row.age_band).toBe('60-64');
    expect(() => openCaseKey(testRing(), row.wrapped_key, id)).toThrow();
  });

  test('opens a patient to the hospital that has the case and to no other', async () => {
    const grants = await rowsOf(
      `SELECT o.slug, g.stage FROM disclosure_grant g JOIN organisation o ON o.id = g.org_id
        WHERE g.referral_id = $1 AND g.revoked_at IS NULL ORDER BY g.stage`,
      [idOf('referral', 'aorta')],
    );
    expect(grants).toEqual([
      { slug: 'aoba', stage: 'clinical' },
      { slug: 'aoba', stage: 'identified' },
      { slug: 'aoba', stage: 'teaser' },
    ]);
  });
});

test('the day of the demo may be any day of the year', async () => {
  const other = await freshDatabase();
  try {
    const today = new Date('2028-02-29T15:30:00Z');
    expect(await seed({ ownerUrl: other.ownerUrl, keyRing, today })).toBe(true);
  } finally {
    await other.drop();
  }
});
