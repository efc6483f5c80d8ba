import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  activateKey,
  addKey,
  bootKeyRing,
  databaseCanaries,
  keyCounts,
  rewrapAll,
  unwrapKey,
  WRAPPED,
} from '#server/platform/crypto/index.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { rekeyCase, SEALED_COLUMNS } from '#server/referrals/index.ts';
import { newCaseKey } from '#server/referrals/sealing.ts';
import { asTheOwner, offeredCase, referralsGround, type Ground } from './referrals-ground.ts';

const CASES = 3_000;
const PREFIX = 'ROT';

let ground: Ground;
let ringFile: string;

beforeAll(async () => {
  ground = await referralsGround();
  ringFile = join(ground.dataDir, 'keyring.json');
  const rows = Array.from({ length: CASES }, (_, i) => {
    const id = randomUUID();
    return {
      id,
      code: `${PREFIX}${String(i).padStart(5, '0')}-0`,
      wrapped: newCaseKey(ground.keyRing, id).wrapped.toString('hex'),
    };
  });
  await asTheOwner(
    ground,
    (sql) => sql`
      INSERT INTO referral (id, code, partner_org_id, created_by, specialty, icd_block, sex, age_band,
                            country, payer, request, languages, wrapped_key, created_at)
      SELECT r.id, r.code, ${ground.partner.actor.orgId}, ${ground.partner.actor.personId}, '', '',
             'unknown', '', '', '', '{}', '{}', decode(r.wrapped, 'hex'), now()
        FROM jsonb_to_recordset(${sql.json(rows)}) AS r(id uuid, code text, wrapped text)`,
  );
});
afterAll(() => ground.close());

const counts = () => transaction(ground.database, {}, keyCounts, { readOnly: true });
const under = async (kid: string) =>
  (await counts()).filter((each) => each.kid === kid).reduce((sum, { rows }) => sum + rows, 0);

/** A new active key; the ring of the running forum follows its file. */
async function turn(): Promise<{ old: string; kid: string }> {
  const old = ground.keyRing.active;
  const kid = await addKey(ringFile, new Date());
  await activateKey(ringFile, kid);
  await bootKeyRing(ringFile, databaseCanaries(ground.database), new Date());
  await expect.poll(() => ground.keyRing.active, { timeout: 5_000 }).toBe(kid);
  return { old, kid };
}

/** `npm run keys:…` as an operator has it, on this database and ring. */
function command(...words: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/doors/keys.ts', ...words], {
    env: {
      ...process.env,
      FORUM_MODE: 'demo',
      DATABASE_URL: ground.db.appUrl,
      DATABASE_MIGRATE_URL: ground.db.ownerUrl,
      DATA_DIR: ground.dataDir,
    },
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (text += chunk));
  const ended = new Promise<{ code: number | null; text: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, text })),
  );
  return { child, ended, said: () => text };
}

describe('rotating the keys', () => {
  it('knows every column that is wrapped with the ring, and every one sealed with a case’s key', async () => {
    const columns = await asTheOwner(
      ground,
      (sql) => sql<{ place: string }[]>`
        SELECT table_name || '.' || column_name AS place FROM information_schema.columns
         WHERE table_schema = 'public' AND data_type = 'bytea'
           AND (column_name LIKE 'wrapped%' OR column_name LIKE 'sealed%' OR column_name = 'totp_secret')`,
    );
    const known = [
      ...WRAPPED.map(({ table, column }) => `${table}.${column}`),
      ...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`),
    ];
    expect(columns.map(({ place }) => place).sort()).toEqual([...new Set(known)].sort());
  });

  it('goes on after kill -9 in the middle, while people write, and every row opens', async () => {
    const { old, kid } = await turn();
    const first = command('rewrap');
    await expect.poll(first.said, { timeout: 60_000, interval: 5 }).toMatch(/\d+ rows/);
    first.child.kill('SIGKILL');
    await first.ended;
    const left = await under(old);
    expect(left, 'it was killed before it was done').toBeGreaterThan(0);
    expect(await under(kid)).toBeGreaterThan(0);

    let writing = true;
    const made: string[] = [];
    const writers = (async () => {
      while (writing) {
        made.push((await ground.partner.call('referrals.createDraft', {})).code);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    const second = await command('rewrap').ended;
    writing = false;
    await writers;
    expect(second).toMatchObject({ code: 0 });
    expect(await under(old)).toBe(0);
    expect(made.length).toBeGreaterThan(5);
    const rows = await asTheOwner(
      ground,
      (sql) => sql<{ id: string; wrapped: Buffer }[]>`
        SELECT id, wrapped_key AS wrapped FROM referral WHERE wrapped_key IS NOT NULL`,
    );
    expect(rows.length).toBeGreaterThan(CASES);
    for (const { id, wrapped } of rows) unwrapKey(ground.keyRing, wrapped, id);
    for (const code of made.slice(0, 5)) {
      await expect(ground.partner.call('referrals.identity', { code })).resolves.toBeTruthy();
    }
  }, 120_000);

  it('retires no key under which a row is left; a retired one stays in the file', async () => {
    const { old, kid } = await turn();
    const refused = await command('retire', old).ended;
    expect(refused.code).toBe(1);
    expect(refused.text).toContain(`"${old}" still wraps`);
    await rewrapAll(ground.database, ground.keyRing);
    expect((await command('retire', old).ended).code).toBe(0);
    const status = (await command('status').ended).text;
    expect(status).toMatch(new RegExp(`${kid}\\s+active.*referral \\d+`));
    expect(status).toMatch(new RegExp(`${old}\\s+retired.*no rows`));
    // A start with the ring as it is now finds all keys that the database asks for.
    await expect(
      bootKeyRing(ringFile, databaseCanaries(ground.database), new Date()),
    ).resolves.toBeTruthy();
  }, 60_000);

  it('names a row whose key does not open, and leaves it as it is', async () => {
    await turn();
    const [row] = await asTheOwner(
      ground,
      (sql) => sql<{ id: string; was: Buffer }[]>`
        SELECT id, wrapped_key AS was FROM referral WHERE code LIKE 'ROT%' ORDER BY id LIMIT 1`,
    );
    const damaged = Buffer.from(row!.was);
    damaged[damaged.length - 1]! ^= 1;
    const put = (value: Buffer) =>
      asTheOwner(
        ground,
        (sql) => sql`UPDATE referral SET wrapped_key = ${value} WHERE id = ${row!.id}`,
      );
    await put(damaged);
    const { broken } = await rewrapAll(ground.database, ground.keyRing);
    expect(broken).toEqual([{ table: 'referral', id: row!.id }]);
    await put(row!.was);
    expect(await rewrapAll(ground.database, ground.keyRing)).toEqual({ rows: 1, broken: [] });
  });
});

describe('a new key for one case', () => {
  it('seals everything of it again: identity, clinical text, questions, words about openings', async () => {
    const { code, id, offers } = await offeredCase(ground, { mark: 'Rek4y' });
    await ground.shiomi.call('referrals.askQuestion', {
      offerId: offers.shiomi!.id,
      text: 'Which valve?',
    });
    const why = { code, reason: 'question', words: 'Asked by telephone' } as const;
    await ground.officer.call('referrals.identity', why);
    const sealed = () =>
      asTheOwner(
        ground,
        (sql) => sql`SELECT encode(wrapped_key, 'hex') AS key FROM referral WHERE id = ${id}`,
      );
    const before = await sealed();
    expect(await rekeyCase(ground.database, ground.keyRing, code)).toBe(5);
    expect(await sealed()).not.toEqual(before);
    const { identity } = await ground.partner.call('referrals.identity', { code });
    expect(identity.familyName).toBe('FamRek4y');
    await expect(ground.officer.call('referrals.clinical', why)).resolves.toBeTruthy();
    const [question] = await ground.shiomi.call('referrals.questions', { code });
    expect(question?.text).toBe('Which valve?');
    const { lines } = await ground.officer.call('privacy.accessLog', { code });
    expect(lines.some(({ words }) => words === 'Asked by telephone')).toBe(true);
  });
});
