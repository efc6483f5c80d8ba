import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';
import { newId } from '../ids.ts';
import { inTurn } from './in-turn.ts';
import { openDatabase, transaction, type Database, type Tx } from './transaction.ts';

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.appUrl, { max: 2, statementTimeoutMs: 5000 });
});

afterAll(async () => {
  await database?.close();
  await fresh?.drop();
});

it('SQL and Prisma see each other’s writes in one transaction', async () => {
  const seen = await transaction(database, {}, async (tx) => {
    await tx.sql`INSERT INTO setting (key, value, at) VALUES ('a', '1', ${tx.now})`;
    await tx.prisma.setting.create({ data: { key: 'b', value: 2, at: tx.now } });
    return {
      prisma: await tx.prisma.setting.findUnique({ where: { key: 'a' } }),
      sql: await tx.sql`SELECT value FROM setting WHERE key = 'b'`,
    };
  });
  expect(seen).toMatchObject({ prisma: { value: 1 }, sql: [{ value: 2 }] });
});

it('a nested write of Prisma commits with the use case, not before it', async () => {
  const slug = 'nested-write';
  await expect(
    transaction(database, {}, async (tx) => {
      await nestedWrite(tx, slug);
      throw new Error('the use case failed afterwards');
    }),
  ).rejects.toThrow('the use case failed afterwards');
  expect(await countItems(slug)).toBe(0);

  await transaction(database, {}, (tx) => nestedWrite(tx, slug));
  expect(await countItems(slug)).toBe(1);
});

it('a refused nested write leaves the rest of the transaction usable', async () => {
  const key = 'after-refusal';
  await transaction(database, {}, async (tx) => {
    await expect(nestedWrite(tx, 'nested-write')).rejects.toThrow();
    await tx.sql`INSERT INTO setting (key, value, at) VALUES (${key}, '1', ${tx.now})`;
  });
  const rows = await transaction(
    database,
    {},
    (tx) => tx.sql`SELECT 1 FROM setting WHERE key = ${key}`,
  );
  expect(rows).toHaveLength(1);
});

it('each in turn has a transaction of its own: one that fails leaves the others theirs, and is told of', async () => {
  const keys = ['turn-1', 'turn-2', 'turn-3'];
  const write = async (tx: Tx, key: string) => {
    await tx.sql`INSERT INTO setting (key, value, at) VALUES (${key}, '1', ${tx.now})`;
    if (key === 'turn-2') throw new Error('the second one failed');
    return key;
  };
  await expect(inTurn(database, keys, write)).rejects.toThrow('the second one failed');
  const rows = await transaction(
    database,
    {},
    (tx) => tx.sql<{ key: string }>`SELECT key FROM setting WHERE key LIKE 'turn-%' ORDER BY key`,
  );
  expect(rows.map(({ key }) => key)).toEqual(['turn-1', 'turn-3']);
  expect(await inTurn(database, ['turn-4'], write)).toEqual(['turn-4']);
});

function nestedWrite(tx: Tx, slug: string) {
  const nobody: string[] = [];
  return tx.prisma.libraryItem.create({
    data: {
      id: newId(),
      slug,
      kind: 'handbook',
      title: {},
      source: {},
      createdAt: tx.now,
      countries: nobody,
      industries: nobody,
      diseases: nobody,
      supportTypes: nobody,
      measures: nobody,
      stages: nobody,
      sizes: nobody,
      programme: { create: { sponsor: {}, country: 'JP' } },
    },
  });
}

async function countItems(slug: string): Promise<number> {
  return transaction(database, {}, async (tx) => {
    const [row] = await tx.sql<{ count: number }>`SELECT count(*)::int AS count
      FROM library_item l JOIN support_programme s ON s.item_id = l.id WHERE l.slug = ${slug}`;
    return row!.count;
  });
}
