import { transaction, type Database } from '#server/platform/database/transaction.ts';
import type { Canaries } from './boot.ts';

/** The canaries of this database (table `key_canary`). */
export function databaseCanaries(database: Database): Canaries {
  return {
    read: () =>
      transaction(
        database,
        {},
        (tx) =>
          tx.sql<{ kid: string; value: Buffer }>`SELECT kid, value FROM key_canary ORDER BY kid`,
        { readOnly: true },
      ),
    add: (kid, value) =>
      transaction(database, {}, async (tx) => {
        await tx.sql`INSERT INTO key_canary (kid, value) VALUES (${kid}, ${Buffer.from(value)})
          ON CONFLICT (kid) DO NOTHING`;
      }),
  };
}
