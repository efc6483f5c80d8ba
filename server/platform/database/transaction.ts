import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import sqlTag, { type Sql } from 'sql-template-tag';
import { PrismaClient } from './generated/client.ts';
import { preparedName, variantName } from './prepared.ts';

/**
 * One database transaction, spoken to in two languages on the same connection: `sql` and `query`
 * for statements, `prisma` for ordinary records. What one writes the other sees, and a rollback
 * covers both.
 */
export type Tx = {
  /**
   * Rows of one statement; values are bound, fragments made with `sql` may be nested. Used often, it
   * becomes a prepared one by itself.
   */
  sql<T>(strings: readonly string[], ...values: unknown[]): Promise<T[]>;
  /**
   * A composed statement. A `name` makes it a prepared one, each text of that name by itself;
   * without, it is planned for its values each time.
   */
  query<T>(statement: Sql, name?: string): Promise<{ rows: T[]; count: number }>;
  /** Text with `$1` placeholders, for libraries that write their own statements. */
  text<T>(text: string, values: unknown[], name?: string): Promise<{ rows: T[]; count: number }>;
  readonly prisma: PrismaClient;
  /** The forum's time, read once when the transaction began. */
  now: Date;
};

export type Database = { pool: pg.Pool; close(): Promise<void> };

/** Who the row policies see. Ids only. */
export type Asking = { personId?: string | null; orgId?: string | null };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const clients = new WeakMap<pg.PoolClient, PrismaClient>();
/** Prisma wraps nested writes in a transaction of its own; inside the use case's it is a savepoint. */
const NESTED: Record<string, string> = {
  BEGIN: 'SAVEPOINT prisma',
  COMMIT: 'RELEASE SAVEPOINT prisma',
  ROLLBACK: 'ROLLBACK TO SAVEPOINT prisma',
};

// Sequence numbers and sizes stay well below 2^53, and dates without a time stay text.
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === 20) return Number;
    if (oid === 1082) return String;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/** Opens the pool that use cases draw their connections from. `url` is the application role's. */
export function openDatabase(url: string, options: { max: number; statementTimeoutMs: number }) {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    types: types as pg.CustomTypesConfig,
    options: `-c statement_timeout=${options.statementTimeoutMs} -c timezone=UTC`,
    connectionTimeoutMillis: 5000,
  });
  // A dropped connection is the pool's business while it is idle, and of whoever has it then. Without a
  // listener it would end the process: also when it drops in the very answer that hands it over, before
  // whoever asked can listen.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, close: () => pool.end() } satisfies Database;
}

/**
 * Runs `run` inside one transaction and commits when it resolves; any error rolls everything back.
 * `readOnly` lets PostgreSQL refuse writes of queries; such a transaction has nothing to lose at its
 * end, so the answer does not wait for it.
 */
export async function transaction<T>(
  database: Database,
  asking: Asking,
  run: (tx: Tx) => Promise<T>,
  { readOnly = false }: { readOnly?: boolean } = {},
): Promise<T> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  const breaks = (error: Error) => void (broken = error);
  client.on('error', breaks);
  const release = () => {
    client.off('error', breaks);
    client.release(broken);
  };
  let result: T;
  try {
    result = await run(await begin(client, asking, readOnly));
    if (!readOnly) await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(breaks);
    release();
    throw error;
  }
  if (readOnly) void client.query('COMMIT').catch(breaks).then(release);
  else release();
  return result;
}

async function begin(client: pg.PoolClient, asking: Asking, readOnly: boolean): Promise<Tx> {
  const mode = readOnly ? 'BEGIN READ ONLY' : 'BEGIN';
  // One round trip: the values are checked UUIDs, so they may stand in the text.
  const answers = (await client.query(
    `${mode}; SELECT set_config('forum.person', '${uuidOrEmpty(asking.personId)}', true), ` +
      `set_config('forum.org', '${uuidOrEmpty(asking.orgId)}', true), forum_now() AS now`,
  )) as unknown as pg.QueryResult<{ now: Date }>[];
  return txOn(client, answers[1]!.rows[0]!.now);
}

function txOn(client: pg.PoolClient, now: Date): Tx {
  async function run<T>(statement: string, values: unknown[], name?: string) {
    const answer = await client.query({ text: statement, values, ...(name ? { name } : {}) });
    return { rows: answer.rows as T[], count: answer.rowCount ?? 0 };
  }
  const text = <T>(statement: string, values: unknown[], name?: string) =>
    run<T>(statement, values, name && variantName(name, statement));
  return {
    now,
    text,
    query: <T>(statement: Sql, name?: string) => text<T>(statement.text, statement.values, name),
    async sql<T>(strings: readonly string[], ...values: unknown[]) {
      const statement = sqlTag(strings, ...values);
      const name = preparedName(statement.text);
      return (await run<T>(statement.text, statement.values, name)).rows;
    },
    get prisma() {
      return prismaOn(client);
    },
  };
}

/** Prisma over a pool of exactly this connection; one client per connection, made when first used. */
function prismaOn(client: pg.PoolClient): PrismaClient {
  const known = clients.get(client);
  if (known) return known;
  // The adapter takes anything that is no pg.Pool for a configuration and connects by itself.
  const lent = Object.assign(Object.create(pg.Pool.prototype) as object, {
    query: (statement: pg.QueryConfig) =>
      client.query({ ...statement, text: NESTED[statement.text] ?? statement.text }),
    connect: async () => lent,
    release: () => undefined,
    on: () => lent,
    once: () => lent,
    off: () => lent,
    removeListener: () => lent,
    listenerCount: () => 0,
    end: async () => undefined,
    options: {},
  });
  const made = new PrismaClient({ adapter: new PrismaPg(lent as unknown as pg.Pool) });
  clients.set(client, made);
  return made;
}

function uuidOrEmpty(value: string | null | undefined): string {
  if (!value) return '';
  if (!UUID.test(value)) throw new Error('not a UUID');
  return value;
}
