import { transaction, type Database } from '#server/platform/database/transaction.ts';

/**
 * Notes that these people have a page in front of them: one statement for all of a node. Whoever
 * hides leaves no trace. In one order, so that nodes wait for each other and no more.
 */
export async function beat(database: Database, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await transaction(database, {}, (tx) =>
    tx.text(BEAT, [[...personIds].toSorted(), tx.now], 'presence.beat'),
  );
}

const BEAT = `
  INSERT INTO presence (person_id, at)
  SELECT person_id, $2 FROM unnest($1::uuid[]) person_id ORDER BY person_id
  ON CONFLICT (person_id) DO UPDATE SET at = excluded.at
   WHERE NOT presence.hidden AND presence.at < excluded.at`;
