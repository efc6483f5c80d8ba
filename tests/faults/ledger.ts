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
