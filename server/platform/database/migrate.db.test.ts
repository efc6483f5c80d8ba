import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';
import { checkAppRole, checkDatabase } from './check.ts';
import { migrate } from './migrate.ts';

let database: FreshDatabase;
let sql: postgres.Sql;
let dir: string;

beforeEach(async () => {
  database = await freshDatabase({ empty: true });
  sql = postgres(database.ownerUrl, { max: 3, onnotice: () => {} });
  dir = mkdtempSync(join(tmpdir(), 'forum-migrations-'));
  write('1_first', 'CREATE TABLE pear (id int PRIMARY KEY);\nINSERT INTO pear VALUES (1);');
});

afterEach(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
  rmSync(dir, { recursive: true });
});

function write(name: string, script: string): void {
  mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, name, 'migration.sql'), script);
}

const run = (log?: (line: string) => void) => migrate({ ownerUrl: database.ownerUrl, dir, log });
const records = () => sql`SELECT * FROM _prisma_migrations ORDER BY migration_name`;

test('applies what is missing, once, with the record that Prisma writes', async () => {
  const script = 'CREATE TABLE pear (id int PRIMARY KEY);\nINSERT INTO pear VALUES (1);';
  expect(await run()).toEqual({ applied: ['1_first'] });
  write('2_second', 'ALTER TABLE pear ADD COLUMN name text;');
  expect(await run()).toEqual({ applied: ['2_second'] });
  expect(await run()).toEqual({ applied: [] });
  const rows = await records();
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    migration_name: '1_first',
    checksum: createHash('sha256').update(script).digest('hex'),
    applied_steps_count: 1,
    rolled_back_at: null,
    finished_at: expect.any(Date),
  });
});

test('two nodes that start at once migrate once', async () => {
  write('2_slow', 'SELECT pg_sleep(0.3); CREATE TABLE plum (id int);');
  const results = await Promise.all([run(), run(), run()]);
  expect(results.map((each) => each.applied.length).sort()).toEqual([0, 0, 2]);
  expect(await records()).toHaveLength(2);
});

test('a migration that fails leaves nothing behind, and the earlier ones stay', async () => {
  write('2_broken', 'CREATE TABLE plum (id int);\nINSERT INTO nowhere VALUES (1);');
  await expect(run()).rejects.toThrow(
    /2_broken failed at line 2: relation "nowhere".*Nothing of it/s,
  );
  expect(await records()).toHaveLength(1);
  const [plum] = await sql`SELECT to_regclass('plum') AS is`;
  expect(plum?.['is']).toBeNull();
  write('2_broken', 'CREATE TABLE plum (id int);');
  expect(await run()).toEqual({ applied: ['2_broken'] });
});

test('a migration changed after it was applied is refused, other line ends are not', async () => {
  await run();
  write('1_first', 'CREATE TABLE pear (id int PRIMARY KEY);\r\nINSERT INTO pear VALUES (1);');
  expect(await run()).toEqual({ applied: [] });
  write('1_first', 'CREATE TABLE pear (id bigint PRIMARY KEY);');
  await expect(run()).rejects.toThrow(/1_first was changed after.*git checkout/s);
});

test('waits for a table in use instead of blocking its readers', async () => {
  await run();
  write('2_alter', 'ALTER TABLE pear ADD COLUMN name text;');
  const reader = await sql.reserve();
  await reader`BEGIN`;
  await reader`SELECT * FROM pear`;
  const lines: string[] = [];
  const migrating = run((line) => lines.push(line));
  await expect.poll(() => lines.join(), { timeout: 8_000 }).toMatch(/waits for a table in use/);
  await reader`COMMIT`;
  reader.release();
  expect(await migrating).toEqual({ applied: ['2_alter'] });
});

test('one statement runs outside a transaction, and again after it was cut off', async () => {
  write('2_index', '-- no transaction\nCREATE INDEX CONCURRENTLY pear_id_idx ON pear (id);');
  expect(await run()).toEqual({ applied: ['1_first', '2_index'] });

  await sql`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '2_index'`;
  await sql`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'pear_id_idx'::regclass`;
  expect(await run()).toEqual({ applied: ['2_index'] });
  const [index] =
    await sql`SELECT indisvalid FROM pg_index WHERE indexrelid = 'pear_id_idx'::regclass`;
  expect(index?.['indisvalid']).toBe(true);
});

test('the forum runs on a database of its own migrations, in a role that is bound', async () => {
  await checkDatabase(database.ownerUrl);
  await migrate({ ownerUrl: database.ownerUrl });
  await checkAppRole(database.appUrl);
  await expect(checkAppRole(database.ownerUrl)).rejects.toThrow(/row-level security does not bind/);
  const app = postgres(database.appUrl, { max: 1 });
  await expect(app`DELETE FROM _prisma_migrations`).rejects.toThrow(/permission denied/);
  await app.end();
});

test('a database without UTF-8 characters is named as unfit for Japanese', async () => {
  await sql`CREATE EXTENSION pg_trgm`;
  const name = `${new URL(database.ownerUrl).pathname.slice(1)}_c`;
  await sql.unsafe(
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'`,
  );
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  await expect(checkDatabase(url.href)).rejects.toThrow(/find no Japanese/);
  await sql.unsafe(`DROP DATABASE ${name}`);
});

test('a server that is not there gives a sentence', async () => {
  await expect(checkDatabase('postgres://a:b@127.0.0.1:1/forum')).rejects.toThrow(
    /ECONNREFUSED.*DATABASE_MIGRATE_URL/s,
  );
});
