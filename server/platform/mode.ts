import pg from 'pg';
import { SetupError } from './setup-error.ts';

/**
 * Writes the forum's mode into its database when it is first migrated, and refuses to start in another
 * one afterwards: a demo's published passwords must never stand open in production.
 */
export async function decideMode(ownerUrl: string, mode: 'demo' | 'production'): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO setting (key, value, at) VALUES ('forum.mode', to_jsonb($1::text), now()) ON CONFLICT (key) DO NOTHING`,
      [mode],
    );
    const { rows } = await client.query(`SELECT value FROM setting WHERE key = 'forum.mode'`);
    if (rows[0].value !== mode) {
      throw new SetupError(
        `This database belongs to a forum in mode "${rows[0].value}" and cannot be started as "${mode}". ` +
          `Set FORUM_MODE=${rows[0].value}, or use another database.`,
      );
    }
  } finally {
    await client.end();
  }
}
