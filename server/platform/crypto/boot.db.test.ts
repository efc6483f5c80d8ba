import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '#server/platform/database/transaction.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';
import { bootKeyRing } from './boot.ts';
import { databaseCanaries } from './canaries.ts';

const now = new Date('2026-04-01T00:00:00Z');
let fresh: FreshDatabase;
let database: Database;
let folder: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.appUrl, { max: 4, statementTimeoutMs: 5_000 });
  folder = await mkdtemp(join(tmpdir(), 'boot-'));
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
  await rm(folder, { recursive: true });
});

test('a database starts again only with the ring it was written with', async () => {
  const path = join(folder, 'keyring.json');
  const canaries = databaseCanaries(database);
  const first = await bootKeyRing(path, canaries, now);
  expect((await bootKeyRing(path, canaries, now)).active).toBe(first.active);

  const other = join(folder, 'other.json');
  await expect(bootKeyRing(other, canaries, now)).rejects.toThrow(/is missing/);
  await rm(path);
  await expect(bootKeyRing(path, canaries, now)).rejects.toThrow(/is missing/);
});
