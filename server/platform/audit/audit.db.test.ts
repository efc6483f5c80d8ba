import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, transaction, type Database } from '#server/platform/database/transaction.ts';
import { createLog } from '#server/platform/log.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';
import { auditPending, chainTail, sealNow, sealPending } from './append.ts';
import { chainStart, rowHash } from './canonical.ts';
import { auditVerifyCommand } from './command.ts';
import { writeCheckpoint } from './checkpoints.ts';
import { verifyAudit } from './report.ts';
import { startSealer } from './sealer.ts';
import { verdictCodes } from './verify.ts';

const keys = generateKeyPairSync('ed25519');
const log = createLog('silent');
let fresh: FreshDatabase;
let database: Database;
let anchorsFolder: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.appUrl, { max: 20, statementTimeoutMs: 20_000 });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});
beforeEach(async () => {
  anchorsFolder = await mkdtemp(join(tmpdir(), 'anchors-'));
});
afterEach(async () => {
  await rm(anchorsFolder, { recursive: true });
  await owner('TRUNCATE audit, audit_pending');
});

describe('a row of an act', () => {
  test('is sealed after its transaction, and not at all when that rolls back', async () => {
    await act(1);
    await transaction(database, {}, async (tx) => {
      await auditPending(tx, 'main', { action: 'gone' });
      throw new Error('rolled back');
    }).catch(() => undefined);
    expect(await seal()).toBe(1);
    expect(await rows()).toEqual([
      expect.objectContaining({ seq: 1, body: { action: 'test', n: 1 } }),
    ]);
    expect(await kinds()).toEqual(['intact', 'intact']);
  });

  test('is sealed within a second by the running sealer', async () => {
    const sealer = await startSealer({ database, signingKey: keys.privateKey, anchorsFolder, log });
    try {
      await act(1);
      await pause(1_000);
      expect(await rows()).toHaveLength(1);
    } finally {
      await sealer.stop();
    }
  });

  test('is sealed once when several processes seal at a time', async () => {
    for (let n = 0; n < 200; n += 1) await act(n);
    const sealers = Array.from({ length: 8 }, async () => {
      while ((await seal(7)) > 0);
    });
    await Promise.all(sealers);
    await seal(1_000);
    expect(await rows()).toHaveLength(200);
    expect(await kinds()).toEqual(['intact', 'intact']);
  });
});

describe('a read of patient data', () => {
  test('of 16 at a time never forks the chain', async () => {
    await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        for (let n = 0; n < 25; n += 1) await readPatient(writer * 100 + n);
      }),
    );
    const tail = await transaction(database, {}, (tx) => chainTail(tx, 'patient'));
    expect(tail.seq).toBe(400);
    expect(await kinds()).toEqual(['intact', 'intact']);
  });

  test('without the lock would fork: the database refuses the second link', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        transaction(database, {}, async (tx) => {
          const tail = await chainTail(tx, 'patient');
          await pause(20);
          const row = { chain: 'patient', seq: tail.seq + 1, at: tx.now, body: { action: 'x', n } };
          await tx.sql`INSERT INTO audit (chain, seq, at, body, prev, hash) VALUES ('patient',
            ${row.seq}, ${row.at}, ${JSON.stringify(row.body)}::jsonb, ${tail.hash}, ${rowHash(tail.hash, row)})`;
        }),
      ),
    );
    expect(attempts.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
  });

  test('is shown only if its row could be written', async () => {
    const shown = transaction(database, {}, async (tx) => {
      await sealNow(tx, 'patient', { action: 'read', name: '佐藤 花子' });
      return 'data';
    });
    await expect(shown).rejects.toThrow('neither an id nor a word');
  });
});

describe('the table', () => {
  test.each(['UPDATE audit SET seq = 9', 'DELETE FROM audit', 'TRUNCATE audit'])(
    'refuses the forum itself: %s',
    async (statement) => {
      await readPatient(1);
      await expect(database.pool.query(statement)).rejects.toThrow(/permission denied|append-only/);
    },
  );

  test('refuses changes even where a role was granted them', async () => {
    await readPatient(1);
    await owner('GRANT UPDATE, DELETE, TRUNCATE ON audit TO forum_app');
    try {
      for (const statement of ['UPDATE audit SET seq = 9', 'DELETE FROM audit', 'TRUNCATE audit']) {
        await expect(database.pool.query(statement)).rejects.toThrow('append-only');
      }
    } finally {
      await owner('REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM forum_app');
    }
  });
});

describe('verification', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 12; n += 1) await act(n);
    await seal();
  });

  test.each([
    [
      'a body altered in one value',
      `UPDATE audit SET body = jsonb_set(body, '{n}', '99') WHERE seq = 5`,
      'altered',
      5,
    ],
    [
      'a key added to a body',
      `UPDATE audit SET body = body || '{"x":1}' WHERE seq = 5`,
      'altered',
      5,
    ],
    [
      'a time moved by a millisecond',
      `UPDATE audit SET at = at + interval '1 millisecond' WHERE seq = 5`,
      'altered',
      5,
    ],
    [
      'a hash altered',
      `UPDATE audit SET hash = set_byte(hash, 3, 255 - get_byte(hash, 3)) WHERE seq = 5`,
      'altered',
      5,
    ],
    [
      'a link altered',
      `UPDATE audit SET prev = set_byte(prev, 3, 255 - get_byte(prev, 3)) WHERE seq = 5`,
      'gap',
      5,
    ],
    [
      'a body that cannot be one',
      `UPDATE audit SET body = '{"action": 0.5}' WHERE seq = 5`,
      'altered',
      5,
    ],
    ['the first row deleted', `DELETE FROM audit WHERE seq = 1`, 'gap', 1],
    ['a middle row deleted', `DELETE FROM audit WHERE seq = 5`, 'gap', 5],
    [
      'a middle row deleted and the rest moved up',
      `DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = seq - 1 WHERE seq > 5`,
      'gap',
      5,
    ],
    [
      'two rows exchanged',
      `UPDATE audit SET seq = -seq WHERE seq IN (5, 6); UPDATE audit SET seq = 11 + seq WHERE seq < 0`,
      'gap',
      5,
    ],
    [
      'a row moved to the other chain',
      `UPDATE audit SET chain = 'patient' WHERE seq = 12`,
      'gap',
      1,
    ],
  ] as const)('finds %s', async (_name, sql, kind, seq) => {
    await owner(sql);
    const { verdicts } = await verify();
    const bad = verdicts.find((verdict) => verdict.kind !== 'intact');
    expect(bad).toMatchObject({ kind, seq });
    expect(verdictCodes[kind]).toBeGreaterThan(1);
  });

  test('finds the end cut off, thanks to a checkpoint', async () => {
    await checkpoint();
    await owner('DELETE FROM audit WHERE seq > 9');
    expect(await worst()).toMatchObject({ kind: 'truncated', seq: 10 });
  });

  test('finds a chain rewritten from the middle, thanks to a checkpoint', async () => {
    await checkpoint();
    await rechain(5);
    expect(await worst()).toMatchObject({ kind: 'anchor', seq: 12 });
  });

  test('without checkpoints cannot see a rewritten chain: that is what they are for', async () => {
    await rechain(5);
    expect(await kinds()).toEqual(['intact', 'intact']);
  });

  test.each([
    ['forged', (line: string) => line.replace('"seq":12', '"seq":11')],
    [
      'signed by somebody else',
      (line: string) => line.replace(/"signature":"..../, '"signature":"AAAA'),
    ],
    ['cut', (line: string) => line.slice(0, 40)],
  ])('finds a checkpoint that was %s', async (_name, change) => {
    await checkpoint();
    const path = join(anchorsFolder, 'main.jsonl');
    await writeFile(path, change(await readFile(path, 'utf8')));
    expect(await worst()).toMatchObject({ kind: 'anchor' });
  });

  test('reads from a later row on', async () => {
    await owner(`UPDATE audit SET body = '{"action":"x"}' WHERE seq = 3`);
    expect(await worst()).toMatchObject({ kind: 'altered', seq: 3 });
    expect(await kinds(4)).toEqual(['intact', 'intact']);
  });
});

describe('the command', () => {
  test('prints the first bad row and answers its code', async () => {
    await act(1);
    await act(2);
    await seal();
    const run = async (...args: string[]) => {
      const lines: string[] = [];
      const key = keys.privateKey;
      const print = (line: string) => void lines.push(line);
      const code = await auditVerifyCommand(args, { database, key, anchorsFolder, print });
      return [code, ...lines];
    };
    await act(3);
    expect(await run()).toEqual([
      0,
      'main: intact, 2 rows, 0 checkpoints',
      'patient: intact, 0 rows, 0 checkpoints',
      '1 rows wait to be sealed',
    ]);
    await owner(`UPDATE audit SET body = '{"action":"x"}' WHERE seq = 2`);
    expect(await run()).toContain('main: ALTERED: row 2 is not what was sealed');
    expect((await run())[0]).toBe(2);
    expect((await run('--from', 'x'))[0]).toBe(6);
    expect((await run('--anchors', '/dev/null'))[0]).toBe(6);
  });
});

test('the sealer signs a checkpoint at its end and after a thousand rows', async () => {
  const sealer = await startSealer({
    database,
    signingKey: keys.privateKey,
    anchorsFolder,
    log,
    everyMs: 20,
  });
  await act(0);
  await owner(`INSERT INTO audit_pending (at, chain, body)
    SELECT now()::timestamptz(3), 'main', '{"action":"bulk"}' FROM generate_series(1, 2500)`);
  await expect.poll(async () => (await rows()).length, { timeout: 10_000 }).toBe(2501);
  await readPatient(1);
  await sealer.stop();
  const lines = (await readFile(join(anchorsFolder, 'main.jsonl'), 'utf8')).trim().split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(3);
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ chain: 'main', seq: 2501, count: 2501 });
  expect(await readFile(join(anchorsFolder, 'patient.jsonl'), 'utf8')).toContain('"seq":1');
  expect(await kinds()).toEqual(['intact', 'intact']);
});

function act(n: number): Promise<void> {
  return transaction(database, {}, (tx) => auditPending(tx, 'main', { n, action: 'test' }));
}

function readPatient(n: number): Promise<void> {
  return transaction(database, {}, (tx) => sealNow(tx, 'patient', { action: 'read', n }));
}

function seal(limit = 500): Promise<number> {
  return transaction(database, {}, (tx) => sealPending(tx, limit));
}

async function rows(): Promise<{ seq: number; body: unknown }[]> {
  return (
    await database.pool.query(`SELECT seq, body FROM audit WHERE chain = 'main' ORDER BY seq`)
  ).rows;
}

function verify(from?: number) {
  const key = createPublicKey(keys.privateKey);
  return verifyAudit({ database, key, anchorsFolder, ...(from ? { from } : {}) });
}

async function kinds(from?: number): Promise<string[]> {
  return (await verify(from)).verdicts.map(({ kind }) => kind);
}

async function worst() {
  return (await verify()).verdicts.find(({ kind }) => kind !== 'intact');
}

async function checkpoint(): Promise<void> {
  const tail = await transaction(database, {}, (tx) => chainTail(tx, 'main'));
  await writeCheckpoint(anchorsFolder, keys.privateKey, {
    chain: 'main',
    seq: tail.seq,
    hash: tail.hash.toString('hex'),
    count: tail.seq,
    at: new Date().toISOString(),
  });
}

/** What an owner of the database can do: alter a row and seal everything after it anew. */
async function rechain(seq: number): Promise<void> {
  const all = (
    await database.pool.query(`SELECT seq, at, body FROM audit WHERE chain = 'main' ORDER BY seq`)
  ).rows as { seq: number; at: Date; body: Record<string, unknown> }[];
  let prev = chainStart('main');
  const links = all.map((row) => {
    const body = row.seq === seq ? { ...row.body, action: 'rewritten' } : row.body;
    const hash = rowHash(prev, { chain: 'main', seq: row.seq, at: row.at, body });
    const link = { ...row, body, prev, hash };
    prev = hash;
    return link;
  });
  await owner(`DELETE FROM audit WHERE chain = 'main'`);
  for (const link of links) {
    await database.pool.query(
      `INSERT INTO audit (chain, seq, at, body, prev, hash) VALUES ('main', $1, $2, $3, $4, $5)`,
      [link.seq, link.at, JSON.stringify(link.body), link.prev, link.hash],
    );
  }
}

async function owner(statement: string): Promise<void> {
  await asOwner(fresh.ownerUrl, async (sql) => {
    await sql.unsafe(statement);
  });
}
