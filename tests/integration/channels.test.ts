import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { append, NOTIFY_CHANNEL } from '#server/platform/channels/log.ts';
import { createReader, type Batch, type Reader } from '#server/platform/channels/reader.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { createLog } from '#server/platform/log.ts';
import { createMetrics } from '#server/platform/metrics.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
const readers: Reader[] = [];
beforeAll(async () => {
  forum = await testForum();
});
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.stop();
});
afterAll(() => forum.close());

async function write(
  id: string,
  type = 'test.happened',
  more: { acl?: boolean } = {},
): Promise<number> {
  return transaction(forum.database, {}, (tx) =>
    append(tx, { kind: 'thread', id }, type, {}, more),
  );
}

async function channelId(id: string): Promise<number> {
  const { rows } = await forum.run(
    `SELECT id FROM channel WHERE kind = 'thread' AND record_id = $1`,
    [id],
  );
  return rows[0].id;
}

async function readerOn(id: string, options: { sweep?: boolean } = {}) {
  const batches: Batch[] = [];
  const reader = createReader({
    database: forum.database,
    url: forum.db.appUrl,
    hydrate: {},
    log: createLog('silent'),
    metrics: createMetrics(),
    sweepMs: 200,
    ...options,
    deliver: async (batch) => void batches.push(batch),
  });
  readers.push(reader);
  await reader.start();
  reader.watch(await channelId(id), 1);
  await pause(100);
  return {
    seqs: () => batches.flatMap((batch) => batch.events.map((event) => event.seq)),
    batches,
  };
}

/** Writes an event whose notice is lost. */
async function writeUnnoticed(id: string) {
  await forum.run(
    `WITH c AS (UPDATE channel SET last_seq = last_seq + 1 WHERE kind = 'thread' AND record_id = $1 RETURNING id, last_seq)
     INSERT INTO channel_event SELECT id, last_seq, 'test.happened', '{}', now() FROM c`,
    [id],
  );
}

async function until(condition: () => boolean, ms = 3000) {
  const deadline = Date.now() + ms;
  while (!condition() && Date.now() < deadline) await pause(20);
}

describe('the channel log', () => {
  test('numbers are handed out in commit order: a reader with a cursor misses nothing under sixteen writers', async () => {
    const id = randomUUID();
    await write(id);
    const seen = await followByCursor(
      async (cursor) => {
        const { rows } = await forum.run(
          `SELECT e.seq FROM channel c JOIN channel_event e ON e.channel_id = c.id
         WHERE c.kind = 'thread' AND c.record_id = $1 AND e.seq > $2 ORDER BY e.seq`,
          [id, cursor],
        );
        return rows.map((row) => Number(row.seq));
      },
      () => write(id),
    );
    expect(seen).toEqual(Array.from({ length: 321 }, (_, i) => i + 1));
  });

  test('a global sequence as cursor misses some (the control)', async () => {
    const { default: pg } = await import('pg');
    const owner = new pg.Pool({ connectionString: forum.db.ownerUrl, max: 20 });
    await owner.query('CREATE TABLE control_log (id bigserial PRIMARY KEY)');
    let missed = 0;
    for (let round = 0; round < 10 && missed === 0; round += 1) {
      await owner.query('TRUNCATE control_log');
      const seen = await followByCursor(
        async (cursor) => {
          const { rows } = await owner.query(
            'SELECT id FROM control_log WHERE id > $1 ORDER BY id',
            [cursor],
          );
          return rows.map((row: { id: string }) => Number(row.id));
        },
        async () => {
          const client = await owner.connect();
          await client.query('BEGIN');
          await client.query('INSERT INTO control_log DEFAULT VALUES');
          await pause(Math.random() * 5);
          await client.query('COMMIT');
          client.release();
        },
      );
      const { rows } = await owner.query('SELECT count(*)::int AS n FROM control_log');
      missed = rows[0].n - seen.length;
    }
    await owner.end();
    expect(missed).toBeGreaterThan(0);
  });

  test('a rolled-back act leaves no event and no gap', async () => {
    const id = randomUUID();
    await write(id);
    const failed = transaction(forum.database, {}, async (tx) => {
      await append(tx, { kind: 'thread', id }, 'test.happened', {});
      throw new Error('after all not');
    });
    await expect(failed).rejects.toThrow();
    expect(await write(id)).toBe(2);
  });
});

describe('the reader', () => {
  test('hands over what was noticed, in order, each once', async () => {
    const id = randomUUID();
    await write(id);
    const { seqs } = await readerOn(id);
    await Promise.all(Array.from({ length: 50 }, () => write(id)));
    await until(() => seqs().length >= 50);
    await pause(500);
    expect(seqs()).toEqual(Array.from({ length: 50 }, (_, i) => i + 2));
  });

  test('finds by its sweep what no notice told of; without the sweep it does not (the control)', async () => {
    const id = randomUUID();
    await write(id);
    const swept = await readerOn(id);
    const blind = await readerOn(id, { sweep: false });
    await writeUnnoticed(id);
    await until(() => swept.seqs().length > 0);
    await pause(600);
    expect(swept.seqs()).toEqual([2]);
    expect(blind.seqs()).toEqual([]);
  });

  test('hears again by itself after its listening connection was ended', async () => {
    const id = randomUUID();
    await write(id);
    const { seqs } = await readerOn(id, { sweep: false });
    const { default: pg } = await import('pg');
    const owner = new pg.Client({ connectionString: forum.db.ownerUrl });
    await owner.connect();
    const { rowCount } = await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query ILIKE 'listen%${NOTIFY_CHANNEL}%'`,
    );
    await owner.end();
    expect(rowCount).toBeGreaterThan(0);
    for (let tries = 0; tries < 40 && seqs().length === 0; tries += 1) {
      await write(id);
      await pause(100);
    }
    expect(seqs().length).toBeGreaterThan(0);
  });

  test('brings the version of the rights with the events, from one snapshot', async () => {
    const id = randomUUID();
    await write(id);
    const { batches } = await readerOn(id);
    await write(id, 'members.changed', { acl: true });
    await write(id);
    await until(() => batches.flatMap((batch) => batch.events).length >= 2);
    expect(batches.find((batch) => batch.events.some((event) => event.seq === 3))!.aclVersion).toBe(
      1,
    );
  });
});

/** Sixteen writers, twenty acts each, and one reader that asks for what comes after its cursor. */
async function followByCursor(
  read: (cursor: number) => Promise<number[]>,
  act: () => Promise<unknown>,
): Promise<number[]> {
  const seen: number[] = [];
  let writing = true;
  const reader = (async () => {
    for (let last = false; ; last = !writing) {
      const found = await read(seen.at(-1) ?? 0);
      seen.push(...found);
      if (last && found.length === 0) return;
    }
  })();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let i = 0; i < 20; i += 1) await act();
    }),
  );
  writing = false;
  await reader;
  return seen;
}

describe('catching up over HTTP', () => {
  test('twenty at once need no more connections than they hold', async () => {
    const [{ id: personId }] = (
      await forum.run(
        `INSERT INTO person (id, email, family_name, given_name, name_lang, lang, time_zone, created_at)
         VALUES (gen_random_uuid(), 'reader@channels.example', 'R', 'E', 'en', 'en', 'Asia/Tokyo', now())
         RETURNING id`,
        [],
      )
    ).rows;
    const reader = await forum.as('reader@channels.example');
    const input = { channel: { kind: 'person' as const, id: personId as string }, after: 0 };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => reader.call('channels.since', input)),
    );
    expect(answers[0]).toEqual({ seq: 0, events: [], more: false });
  });
});
