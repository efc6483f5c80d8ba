import pg from 'pg';
import type { Nodes } from './nodes.ts';

/** One statement as the owner of the database: what a test arranges, and the truth it is held against. */
export async function asOwner<T>(nodes: Nodes, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: nodes.db.ownerUrl });
  // A test may kill this very connection.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Ends every connection to the database but the one that asks for it. */
export async function endConnections(nodes: Nodes): Promise<void> {
  await asOwner(
    nodes,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
}

/** From now on no notice of the forum's arrives: a function before PostgreSQL's own takes them. */
export async function blockNotices(nodes: Nodes): Promise<void> {
  const role = new URL(nodes.db.appUrl).username;
  await asOwner(
    nodes,
    `CREATE SCHEMA deaf;
     CREATE FUNCTION deaf.pg_notify(text, text) RETURNS void LANGUAGE sql AS 'SELECT';
     GRANT USAGE ON SCHEMA deaf TO ${role};
     DO $$ BEGIN
       EXECUTE format('ALTER ROLE ${role} IN DATABASE %I SET search_path = deaf, pg_catalog, public', current_database());
     END $$;`,
  );
  // A connection keeps the path it began with.
  await endConnections(nodes);
}
