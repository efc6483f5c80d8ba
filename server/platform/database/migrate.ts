import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { SetupError } from '#server/platform/setup-error.ts';

export type MigrateOptions = {
  /** Connection of the owner of the database. */
  ownerUrl: string;
  /** Folder of migrations; the project's own by default. */
  dir?: string;
  /** Told each migration that is applied and what it waits for. */
  log?: (line: string) => void;
};

export type Migration = { name: string; script: string; checksum: string };
type Sql = postgres.Sql<Record<string, never>>;

/** The number that Prisma's own `migrate deploy` locks, so that the two exclude each other. */
const MIGRATION_LOCK = 72707369;
const LOCK_NOT_AVAILABLE = '55P03';
const LOCK_ATTEMPTS = 20;
const WAIT_FOR_OTHERS_MS = 10 * 60_000;

/**
 * Applies the migrations that the database lacks, in order, each whole in one transaction with its
 * record. A file whose first line is `-- no transaction` holds one statement that PostgreSQL accepts
 * only outside one. Records are Prisma's, so `prisma migrate deploy` agrees with them.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const log = options.log ?? (() => {});
  const migrations = readMigrations(options.dir ?? resolve('prisma/migrations'));
  const sql: Sql = postgres(options.ownerUrl, {
    max: 1,
    onnotice: () => {},
    fetch_types: false,
    connection: { application_name: 'forum-migrate', search_path: 'public' },
  });
  try {
    await lockMigrations(sql, log);
    await sql.unsafe(RECORDS_TABLE);
    const pending = await comparedWithRecords(sql, migrations, log);
    for (const migration of pending) {
      const began = Date.now();
      if (isOutsideTransaction(migration)) await applyOutside(sql, migration);
      else await applyWhole(sql, migration, log);
      log(`${migration.name} (${Date.now() - began} ms)`);
    }
    if (pending.length > 0) await protectRecords(sql);
    return { applied: pending.map((each) => each.name) };
  } finally {
    await sql.end();
  }
}

/** The migrations of a folder in the order of their names. */
export function readMigrations(dir: string): Migration[] {
  if (!existsSync(dir)) throw new SetupError(`The folder of migrations ${dir} is missing.`);
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const script = readFileSync(join(dir, name, 'migration.sql'), 'utf8');
      return { name, script, checksum: checksumOf(script) };
    });
}

function checksumOf(script: string): string {
  return createHash('sha256').update(script).digest('hex');
}

/** Tries instead of waiting: a waiting session would block CREATE INDEX CONCURRENTLY. */
async function lockMigrations(sql: Sql, log: (line: string) => void): Promise<void> {
  const deadline = Date.now() + WAIT_FOR_OTHERS_MS;
  let told = false;
  for (;;) {
    const [row] = await sql<
      { got: boolean }[]
    >`SELECT pg_try_advisory_lock(${MIGRATION_LOCK}) AS got`;
    if (row?.got) return;
    if (!told) log('waiting for another process that migrates this database');
    told = true;
    if (Date.now() > deadline) {
      throw new SetupError(
        `Another process has been migrating this database for ten minutes. Look for it in ` +
          `pg_stat_activity (application_name forum-migrate), then start again.`,
      );
    }
    await pause(100);
  }
}

const RECORDS_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

type RecordRow = { id: string; migration_name: string; checksum: string; finished_at: Date | null };

/** What is still to be applied; refuses where files and records contradict each other. */
async function comparedWithRecords(
  sql: Sql,
  migrations: Migration[],
  log: (line: string) => void,
): Promise<Migration[]> {
  const records = await sql<RecordRow[]>`
    SELECT id, migration_name, checksum, finished_at FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`;
  const byName = new Map(records.map((record) => [record.migration_name, record]));
  const known = new Set(migrations.map((migration) => migration.name));
  for (const name of byName.keys()) {
    if (!known.has(name)) log(`the database also has ${name}, written by a newer version`);
  }

  const pending: Migration[] = [];
  for (const migration of migrations) {
    const record = byName.get(migration.name);
    if (!record) {
      pending.push(migration);
    } else if (record.finished_at === null) {
      await forgetUnfinished(sql, migration, record);
      pending.push(migration);
    } else if (!isSameScript(migration.script, record.checksum)) {
      throw new SetupError(
        `The migration ${migration.name} was changed after it had been applied to this database. ` +
          `Restore the file (\`git checkout prisma/migrations/${migration.name}\`) and write the ` +
          `change as a new migration with \`npm run db:diff -- <name>\`.`,
      );
    }
  }
  return pending;
}

/** As Prisma does, line ends of another system count as the same script. */
function isSameScript(script: string, checksum: string): boolean {
  const unix = script.replaceAll('\r\n', '\n');
  return [script, unix, unix.replaceAll('\n', '\r\n')].some(
    (each) => checksumOf(each) === checksum,
  );
}

function isOutsideTransaction(migration: Migration): boolean {
  return /^-- no transaction\s*$/.test(migration.script.split('\n', 1)[0] ?? '');
}

/**
 * Only a migration outside a transaction can be found unfinished. It is applied again, without the
 * invalid index that an interrupted CREATE INDEX CONCURRENTLY leaves under its name.
 */
async function forgetUnfinished(sql: Sql, migration: Migration, record: RecordRow): Promise<void> {
  if (!isOutsideTransaction(migration)) {
    throw new SetupError(
      `The migration ${migration.name} was begun by another tool and did not finish. See its row in ` +
        `_prisma_migrations, undo what it did, and mark it with \`prisma migrate resolve\`.`,
    );
  }
  const invalid = await sql<{ name: string }[]>`
    SELECT quote_ident(c.relname) AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace`;
  for (const { name } of invalid) {
    if (migration.script.includes(name))
      await sql.unsafe(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  }
  await sql`DELETE FROM _prisma_migrations WHERE id = ${record.id}`;
}

async function applyWhole(
  sql: Sql,
  migration: Migration,
  log: (line: string) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sql.begin(async (tx) => {
        // Behind a long query a waiting ALTER TABLE would hold up every reader: rather try again.
        await tx.unsafe(`SET LOCAL lock_timeout = '3s'`);
        await tx`
          INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)
          VALUES (${randomUUID()}, ${migration.checksum}, ${migration.name}, clock_timestamp())`;
        await tx.unsafe(migration.script).simple();
        await tx`
          UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1
           WHERE migration_name = ${migration.name} AND finished_at IS NULL`;
      });
      return;
    } catch (error) {
      if (codeOf(error) !== LOCK_NOT_AVAILABLE || attempt >= LOCK_ATTEMPTS) {
        throw failed(migration, error);
      }
      log(`${migration.name} waits for a table in use (attempt ${attempt})`);
      await pause(Math.min(250 * attempt, 2_000));
    }
  }
}

async function applyOutside(sql: Sql, migration: Migration): Promise<void> {
  const id = randomUUID();
  await sql`
    INSERT INTO _prisma_migrations (id, checksum, migration_name)
    VALUES (${id}, ${migration.checksum}, ${migration.name})`;
  try {
    await sql.unsafe(migration.script).simple();
  } catch (error) {
    throw failed(migration, error);
  }
  await sql`
    UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1
     WHERE id = ${id}`;
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code;
}

function failed(migration: Migration, error: unknown): SetupError {
  const { message, position, where } = error as postgres.PostgresError;
  const line = position
    ? migration.script.slice(0, Number(position)).split('\n').length
    : undefined;
  return new SetupError(
    `The migration ${migration.name} failed${line ? ` at line ${line}` : ''}: ${message}` +
      `${where ? ` (${where.split('\n')[0]})` : ''}. ` +
      (isOutsideTransaction(migration)
        ? `It will be tried again at the next start.`
        : `Nothing of it was kept; correct the cause and start again.`),
    { cause: error },
  );
}

/** The forum's own role reads the records and cannot change them. */
async function protectRecords(sql: Sql): Promise<void> {
  await sql.unsafe(`
    DO $$ BEGIN
      IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'forum_app') THEN
        REVOKE ALL ON _prisma_migrations FROM forum_app;
        GRANT SELECT ON _prisma_migrations TO forum_app;
      END IF;
    END $$`);
}
