import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { readKeyRing, type KeyRing } from '#server/platform/crypto/index.ts';
import { newCaseKey } from '#server/referrals/sealing.ts';
import { signIn } from '#tests/faults/nodes.ts';
import { percentile, ratioOf, report } from './figures.ts';
import type { LoadedForum } from './forum.ts';

const CASES = 100_000;
const WRITES = 200;
const CODES = 'KR';

/**
 * How long it takes to wrap the keys of a hundred thousand cases anew, by the operator's command, while
 * a partner begins cases; it is killed when a third is done, and goes on where it was.
 */
export async function measureRotation({ forum, ownerUrl, dataDir }: LoadedForum) {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const ringFile = join(dataDir, 'keyring.json');
  const ring = (await readKeyRing(ringFile))!;
  // The ring follows its file.
  const old = ring.active;
  await fill(sql, ring);
  const draft = await partner(forum.url);
  for (let i = 0; i < 20; i += 1) await draft();
  const alone: number[] = [];
  for (let i = 0; i < WRITES; i += 1) alone.push(await draft());

  const added = /Added (\S+)\. /.exec((await keys(dataDir, ['add']).ended).join(' '))![1]!;
  await keys(dataDir, ['activate', added]).ended;
  const killed = keys(
    dataDir,
    ['rewrap'],
    (rows) => rows >= CASES / 3 && killed.child.kill('SIGKILL'),
  );
  await killed.ended.catch(() => undefined);
  const left = await leftUnder(sql, old);
  if (left === 0) throw new Error('the command was done before it was killed');

  const beside: number[] = [];
  let writing = true;
  const writer = (async () => {
    while (writing) beside.push(await draft());
  })();
  const began = performance.now();
  await keys(dataDir, ['rewrap']).ended;
  const seconds = (performance.now() - began) / 1000;
  writing = false;
  await writer;
  const after = await leftUnder(sql, old);
  await sql.end();
  if (after > 0) throw new Error(`${after} keys are left under the old key`);
  const p95 = percentile(beside, 95);
  report({
    name: `keys of ${CASES} cases wrapped anew, after kill -9`,
    value: seconds,
    unit: `s for ${left} that were left`,
    note: `${Math.round(left / seconds)} a second; ${beside.length} cases begun meanwhile`,
  });
  report(
    {
      name: 'beginning a case while keys are wrapped anew, p95',
      value: p95,
      unit: 'ms',
      ratio: ratioOf([p95], [percentile(alone, 95)]),
      of: 'the same without',
    },
    { on: 'ratio', most: 3 },
  );
}

async function fill(sql: postgres.Sql, ring: KeyRing): Promise<void> {
  for (let from = 0; from < CASES; from += 10_000) {
    const rows = Array.from({ length: 10_000 }, (_, i) => {
      const id = randomUUID();
      const code = `${CODES}${String(from + i).padStart(6, '0')}-0`;
      return { id, code, wrapped: newCaseKey(ring, id).wrapped.toString('hex') };
    });
    await sql`
      INSERT INTO referral (id, code, partner_org_id, created_by, specialty, icd_block, sex, age_band,
                            country, payer, request, languages, wrapped_key, created_at)
      SELECT r.id, r.code, m.org_id, m.person_id, '', '', 'unknown', '', '', '', '{}', '{}',
             decode(r.wrapped, 'hex'), now()
        FROM jsonb_to_recordset(${sql.json(rows)}) AS r(id uuid, code text, wrapped text)
        CROSS JOIN (SELECT m.org_id, m.person_id FROM membership m JOIN person p ON p.id = m.person_id
          WHERE p.email = 'partner@altangol.example' LIMIT 1) m`;
  }
  await sql`ANALYZE referral`;
}

/** How long a partner waits for a new draft. */
async function partner(url: string): Promise<() => Promise<number>> {
  const cookie = await signIn(url, 'partner@altangol.example');
  return async () => {
    const began = performance.now();
    const answer = await fetch(`${url}/api/v1/referrals.createDraft`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: url, 'Content-Type': 'application/json' },
      body: '{}',
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${text}`);
    return performance.now() - began;
  };
}

async function leftUnder(sql: postgres.Sql, kid: string): Promise<number> {
  const [row] = await sql<{ left: number }[]>`
    SELECT count(*)::int AS left FROM referral
     WHERE wrapped_key IS NOT NULL AND length(wrapped_key) > 2
       AND convert_from(substring(wrapped_key FROM 3 FOR get_byte(wrapped_key, 1)), 'UTF8') = ${kid}`;
  return row!.left;
}

/** `npm run keys:…` beside the running forum; `progress` hears how many rows are done. */
function keys(dataDir: string, words: string[], progress?: (rows: number) => unknown) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/doors/keys.ts', ...words], {
    env: { ...process.env, FORUM_MODE: 'demo', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    const rows = /^\s*(\d+) rows/.exec(line)?.[1];
    if (rows) progress?.(Number(rows));
  });
  const ended = new Promise<string[]>((resolve, reject) =>
    child.on('close', (code) =>
      code === 0 ? resolve(lines) : reject(new Error(`keys ${words.join(' ')} ended with ${code}`)),
    ),
  );
  return { child, ended };
}
