import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase, transaction, type Database } from '#server/platform/database/transaction.ts';
import { createLog } from '#server/platform/log.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';
import { defineQueue, enqueue, installJobs, startJobs, type RunningJobs } from './index.ts';
import type { JobsOptions } from './start.ts';

const data = z.strictObject({ n: z.int() });
const plain = defineQueue('test.plain', { data, retries: 2, retryDelaySeconds: 0 });
const hung = defineQueue('test.hung', { data, retries: 2, retryDelaySeconds: 0 });
const nightly = defineQueue('test.nightly', { data });
const queues = [plain, hung, nightly];

let fresh: FreshDatabase;
let database: Database;
let running: RunningJobs[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.appUrl, { max: 10, statementTimeoutMs: 10_000 });
  await Promise.all([installJobs(fresh.ownerUrl, queues), installJobs(fresh.ownerUrl, queues)]);
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});
afterEach(async () => {
  await Promise.all(running.map((jobs) => jobs.stop()));
  running = [];
  await asOwner(fresh.ownerUrl, (sql) => sql.unsafe('TRUNCATE pgboss.job, pgboss.archive'));
});

describe('a job', () => {
  test('of a transaction that rolls back does not exist', async () => {
    await expect(
      transaction(database, {}, async (tx) => {
        await enqueue(tx, plain, { n: 1 });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await count()).toBe(0);
  });

  test('of a transaction that commits runs once, with its data', async () => {
    const seen: number[] = [];
    await start({ workers: [{ queue: plain, run: async ({ n }) => void seen.push(n) }] });
    await send(plain, 7);
    await expect.poll(() => seen).toEqual([7]);
    await expect.poll(() => count('completed')).toBe(1);
  });

  test('is not seen by workers before the commit', async () => {
    const seen: number[] = [];
    await start({ workers: [{ queue: plain, run: async ({ n }) => void seen.push(n) }] });
    await transaction(database, {}, async (tx) => {
      await enqueue(tx, plain, { n: 1 });
      await pause(300);
      expect(seen).toEqual([]);
    });
    await expect.poll(() => seen).toEqual([1]);
  });

  test('whose data are not the queue’s is refused where it is written', async () => {
    await expect(
      transaction(database, {}, (tx) => enqueue(tx, plain, { n: 1, name: 'x' } as never)),
    ).rejects.toThrow();
  });

  test('that fails is tried again, then put aside with no word of the error', async () => {
    const attempts: number[] = [];
    await start({
      workers: [
        {
          queue: plain,
          async run(_data, { attempt }) {
            attempts.push(attempt);
            throw new Error('Sato Hanako has no passport');
          },
        },
      ],
    });
    await send(plain, 1);
    await expect.poll(() => count('created', 'test.plain.dead'), { timeout: 10_000 }).toBe(1);
    expect(attempts).toEqual([0, 1, 2]);
    const { rows } = await database.pool.query('SELECT * FROM pgboss.job');
    expect(JSON.stringify(rows)).not.toContain('Sato');
  });

  test('waits for its time', async () => {
    const seen: number[] = [];
    await start({ workers: [{ queue: plain, run: async ({ n }) => void seen.push(n) }] });
    const startAfter = new Date(Date.now() + 1_500);
    await transaction(database, {}, (tx) => enqueue(tx, plain, { n: 1 }, { startAfter }));
    await pause(800);
    expect(seen).toEqual([]);
    await expect.poll(() => seen, { timeout: 5_000 }).toEqual([1]);
  });

  test('of many with several processes runs once each', async () => {
    const seen: number[] = [];
    const worker = {
      queue: plain,
      run: async ({ n }: { n: number }) => void seen.push(n),
      concurrency: 3,
    };
    await Promise.all([1, 2, 3].map(() => start({ workers: [worker] })));
    await transaction(database, {}, async (tx) => {
      for (let n = 0; n < 100; n += 1) await enqueue(tx, plain, { n });
    });
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(100);
    expect(new Set(seen).size).toBe(100);
  });
});

describe('a worker', () => {
  test('that is killed loses its job to another one', async () => {
    await asOwner(fresh.ownerUrl, (sql) =>
      sql.unsafe(`UPDATE pgboss.queue SET expire_seconds = 2 WHERE name = 'test.hung'`),
    );
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/fixtures/hanging-worker.ts', fresh.appUrl, hung.name],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await send(hung, 5);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const seen: [number, number][] = [];
    await start({
      superviseSeconds: 1,
      workers: [{ queue: hung, run: async ({ n }, { attempt }) => void seen.push([n, attempt]) }],
    });
    await expect.poll(() => seen, { timeout: 15_000 }).toEqual([[5, 1]]);
  });

  test('that lives keeps a job longer than the expiry', async () => {
    await asOwner(fresh.ownerUrl, (sql) =>
      sql.unsafe(`UPDATE pgboss.queue SET expire_seconds = 2 WHERE name = 'test.hung'`),
    );
    let runs = 0;
    await start({
      superviseSeconds: 1,
      heartbeatMs: 300,
      workers: [
        {
          queue: hung,
          async run() {
            runs += 1;
            await pause(4_500);
          },
        },
      ],
    });
    await send(hung, 1);
    await expect.poll(() => count('completed'), { timeout: 10_000 }).toBe(1);
    expect(runs).toBe(1);
  });

  test('that stops finishes what it began and takes nothing new', async () => {
    const ended: number[] = [];
    const jobs = await start({
      workers: [
        {
          queue: plain,
          async run({ n }) {
            await pause(500);
            ended.push(n);
          },
        },
      ],
    });
    await send(plain, 1);
    await send(plain, 2);
    await expect.poll(() => count('active')).toBe(1);
    await jobs.stop();
    expect(ended).toEqual([1]);
    expect(await count('created')).toBe(1);
    expect(await count('completed')).toBe(1);
  });

  test('that must end is told so', async () => {
    let told = false;
    const jobs = await start({
      workers: [
        {
          queue: plain,
          run: (_data, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => ((told = true), reject(signal.reason)));
            }),
        },
      ],
    });
    await send(plain, 1);
    await expect.poll(() => count('active')).toBe(1);
    await jobs.stop({ timeoutMs: 100 });
    expect(told).toBe(true);
  });
});

test('a schedule makes jobs, and one that the code forgot makes none', async () => {
  // The clock of the schedules is looked at twice a minute, and earlier tests have just done so.
  await asOwner(fresh.ownerUrl, (sql) => sql.unsafe('UPDATE pgboss.version SET cron_on = NULL'));
  const seen: number[] = [];
  const workers = [{ queue: nightly, run: async ({ n }: { n: number }) => void seen.push(n) }];
  const schedule = { queue: nightly, cron: '* * * * *', timeZone: 'Asia/Tokyo', data: { n: 3 } };
  await start({ workers, schedules: [schedule] });
  await expect.poll(() => seen, { timeout: 15_000 }).toEqual([3]);
  await start({ workers });
  const { rows } = await database.pool.query('SELECT name FROM pgboss.schedule');
  expect(rows).toEqual([]);
});

test('the forum’s role cannot change the tables of the jobs', async () => {
  await expect(database.pool.query('DROP TABLE pgboss.archive')).rejects.toThrow(/must be owner/);
  await expect(database.pool.query(`SELECT pgboss.create_queue('other', '{}')`)).rejects.toThrow(
    /permission denied/,
  );
});

async function start(options: Omit<JobsOptions, 'database' | 'log'>): Promise<RunningJobs> {
  const jobs = await startJobs({ database, log: createLog('silent'), pollMs: 50, ...options });
  running.push(jobs);
  return jobs;
}

function send(queue: typeof plain, n: number): Promise<string> {
  return transaction(database, {}, (tx) => enqueue(tx, queue, { n }));
}

async function count(state?: string, name?: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT count(*) AS count FROM pgboss.job
      WHERE ($1::text IS NULL OR state::text = $1) AND ($2::text IS NULL OR name = $2)
        AND name NOT LIKE '\\_\\_%'`,
    [state, name],
  );
  return rows[0]!.count;
}
