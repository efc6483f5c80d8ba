import postgres from 'postgres';
import { newId } from '#server/platform/ids.ts';
import { signIn } from '#tests/faults/nodes.ts';
import { percentile, report } from './figures.ts';
import type { LoadedForum } from './forum.ts';

const HOSPITALS = 500;
const ROUNDS = 40;
const NAME = `candidates of a case, ${HOSPITALS} hospitals`;
const DAY_MS = 86_400_000;

/** How long the officer of a case waits for the ranking of every hospital there is, over HTTP. */
export async function measureMatching({ forum, ownerUrl }: LoadedForum) {
  const sql = postgres(ownerUrl, { max: 1 });
  const code = await fill(sql);
  await sql.end();
  const cookie = await signIn(forum.url, 'officer@mej.example');
  const ask = async () => {
    const began = performance.now();
    const answer = await fetch(`${forum.url}/api/v1/referrals.candidates`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: forum.url, 'Content-Type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${text}`);
    return { ms: performance.now() - began, bytes: text.length };
  };
  for (let i = 0; i < 5; i += 1) await ask();
  const samples = [];
  for (let i = 0; i < ROUNDS; i += 1) samples.push(await ask());
  const times = samples.map(({ ms }) => ms);
  report(
    {
      name: NAME,
      value: percentile(times, 95),
      unit: 'ms, p95',
      note: `median ${Math.round(percentile(times, 50))} ms, ${Math.round(samples[0]!.bytes / 1024)} kB of JSON`,
    },
    { on: 'value', most: 200 },
  );
}

/** Hospitals with as much in their profiles as the demo's have, and the code of a case under review. */
async function fill(sql: postgres.Sql): Promise<string> {
  const specialties = await codes(sql, 'clinicalSpecialties');
  const diseases = await codes(sql, 'diseases');
  const day = (ahead: number) => new Date(Date.now() + ahead * DAY_MS);
  const ids = Array.from({ length: HOSPITALS }, () => newId());
  const pick = (from: readonly string[], i: number, count: number) =>
    Array.from({ length: count }, (_, n) => from[(i * 7 + n * 3) % from.length]!);
  const insert = async (table: string, rows: Record<string, unknown>[]) => {
    for (let from = 0; from < rows.length; from += 500) {
      await sql`INSERT INTO ${sql(table)} ${sql(rows.slice(from, from + 500))} ON CONFLICT DO NOTHING`;
    }
  };
  await insert(
    'organisation',
    ids.map((id, i) => ({
      id,
      slug: `matching-${i}`,
      kind: 'hospital',
      name: sql.json({ ja: `第${i}病院`, en: `Hospital ${i}` }),
      short_name: sql.json({ ja: `第${i}病院`, en: `Hosp. ${i}` }),
      monogram: '院',
      hue: i % 360,
      country: 'JP',
      member_since: '2020-04-01',
      created_at: day(-900),
    })),
  );
  await insert(
    'department',
    ids.flatMap((org_id, i) =>
      pick(specialties, i, 8).map((specialty, n) => ({
        id: newId(),
        org_id,
        specialty,
        name: sql.json({ ja: specialty, en: specialty }),
        capacity: ['accepting', 'limited', 'paused'][(i + n) % 3]!,
        capacity_reviewed_on: day(-((i * 3 + n) % 60)),
        yearly_cases: (i * 13 + n * 50) % 900,
      })),
    ),
  );
  const lines = (kind: string, from: readonly string[], count: number) =>
    ids.flatMap((org_id, i) =>
      pick(from, i, count).map((one) => ({
        id: newId(),
        org_id,
        kind,
        code: one,
        evidence: sql.json({ ja: `${one} 年${i}例`, en: `${one}: ${i} a year` }),
        reviewed_on: day(-((i * 11) % 1000)),
      })),
    );
  await insert('capability', [
    ...lines('language', ['en', 'zh', 'ko', 'mn', 'vi', 'th', 'ru', 'ar'], 3),
    ...lines('country', ['MN', 'VN', 'CN', 'KR', 'TH', 'OM', 'ID', 'KZ'], 3),
    ...lines('disease', diseases, 4),
  ]);
  await insert(
    'certification',
    ids.flatMap((org_id, i) =>
      ['JIH', 'JMIP'].map((kind, n) => ({
        id: newId(),
        org_id,
        kind,
        number: `${kind}-${i}`,
        valid_from: day(-600),
        valid_to: day(((i + n) % 5) * 100 - 100),
      })),
    ),
  );
  // Fresh figures, as autovacuum would have them in an hour.
  await sql`ANALYZE`;
  const [found] = await sql<{ code: string }[]>`
    UPDATE referral SET state = 'intakeReview', specialty = ${specialties[0]!}
     WHERE id = (SELECT r.id FROM referral r JOIN person p ON p.id = r.officer_id
       WHERE p.email = 'officer@mej.example' ORDER BY r.code LIMIT 1) RETURNING code`;
  return found!.code;
}

async function codes(sql: postgres.Sql, vocabulary: string): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    SELECT code FROM term WHERE vocabulary = ${vocabulary} ORDER BY code`;
  return rows.map(({ code }) => code);
}
