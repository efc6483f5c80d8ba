import postgres from 'postgres';
import { SetupError } from '#server/platform/setup-error.ts';

export const EXTENSIONS = ['btree_gist', 'citext', 'pg_trgm', 'pgcrypto'] as const;

type Sql = postgres.Sql<Record<string, never>>;

/**
 * Before the migrations: whether the database can carry the forum (version, extensions, Japanese
 * trigrams). Makes missing extensions where it may.
 */
export async function checkDatabase(ownerUrl: string): Promise<void> {
  await connected(ownerUrl, 'DATABASE_MIGRATE_URL', async (sql) => {
    await checkVersion(sql);
    await ensureExtensions(sql);
    await checkTrigrams(sql);
  });
}

/** After the migrations: row-level security binds the pool's role, and it may use the tables. */
export async function checkAppRole(appUrl: string): Promise<void> {
  await connected(appUrl, 'DATABASE_URL', async (sql) => {
    const [role] = await sql<{ name: string; unbound: boolean; member: boolean | null }[]>`
      SELECT current_user AS name, rolsuper OR rolbypassrls AS unbound,
             (SELECT pg_has_role(current_user, oid, 'USAGE') FROM pg_roles WHERE rolname = 'forum_app') AS member
        FROM pg_roles WHERE rolname = current_user`;
    if (!role) return;
    if (role.unbound) {
      throw new SetupError(
        `DATABASE_URL signs in as ${role.name}, whom row-level security does not bind. Give the ` +
          `forum a role of its own: CREATE ROLE forum_app LOGIN PASSWORD '…', and keep ` +
          `${role.name} for DATABASE_MIGRATE_URL.`,
      );
    }
    if (role.member !== true) {
      throw new SetupError(
        `DATABASE_URL signs in as ${role.name}, who has no access to the forum's tables. Run as the ` +
          `owner: GRANT forum_app TO ${role.name};`,
      );
    }
  });
}

async function connected(
  url: string,
  setting: string,
  ask: (sql: Sql) => Promise<void>,
): Promise<void> {
  const sql: Sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    fetch_types: false,
    connect_timeout: 10,
  });
  try {
    await ask(sql);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const { message, code } = error as postgres.PostgresError;
    throw new SetupError(
      `The database does not answer as it should (${code ?? 'no code'}: ${message}). ` +
        `Check ${setting} and that PostgreSQL runs there.`,
      { cause: error },
    );
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function checkVersion(sql: Sql): Promise<void> {
  const [row] = await sql<{ number: number; shown: string }[]>`
    SELECT current_setting('server_version_num')::int AS number,
           current_setting('server_version') AS shown`;
  if (row && row.number < 150_000) {
    throw new SetupError(
      `The forum needs PostgreSQL 15 or newer and this is ${row.shown}. Point DATABASE_URL to a ` +
        `newer server, or leave it unset to use the embedded one.`,
    );
  }
}

async function ensureExtensions(sql: Sql): Promise<void> {
  const present = await sql<{ name: string }[]>`SELECT extname AS name FROM pg_extension`;
  for (const name of EXTENSIONS.filter((each) => !present.some((row) => row.name === each))) {
    try {
      await sql.unsafe(`CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA public`);
    } catch (error) {
      throw new SetupError(
        `The database lacks the extension ${name}, and it cannot be made here ` +
          `(${(error as Error).message}). Install PostgreSQL's contrib package on the server, or ` +
          `let a superuser run: CREATE EXTENSION ${name};`,
        { cause: error },
      );
    }
  }
}

/** With a character type other than UTF-8, Japanese text silently has no trigrams. */
async function checkTrigrams(sql: Sql): Promise<void> {
  const [row] = await sql<{ works: boolean }[]>`SELECT show_trgm('日') <> '{}' AS works`;
  if (row?.works) return;
  throw new SetupError(
    `Search would find no Japanese in this database: its character type is not UTF-8. Create it ` +
      `anew with CREATE DATABASE forum TEMPLATE template0 ENCODING 'UTF8' LC_CTYPE 'C.UTF-8';`,
  );
}
