import { transaction, type Database } from '#server/platform/database/transaction.ts';
import type { FileStore } from './store.ts';

const hourMs = 3_600_000;
/** Deleted files outlive their row's deletion, so that a backup of the rows finds its files. */
const keptAfterDeletionMs = 7 * 24 * hourMs;
const batch = 1_000;

export type SweepCounts = {
  /** Uploads that never finished: removed. */
  unfinished: number;
  /** Files whose row was never written: removed. */
  withoutRow: number;
  /** Files whose row was deleted long enough ago: removed. */
  deleted: number;
  /** Rows whose file is missing: for people to see. */
  withoutBytes: number;
};

/** Makes store and rows agree. An hour's grace keeps what is on its way. */
export async function sweepFiles(database: Database, store: FileStore): Promise<SweepCounts> {
  const now = await transaction(database, {}, async (tx) => tx.now, { readOnly: true });
  const before = new Date(now.getTime() - hourMs);
  const deletedBefore = new Date(now.getTime() - keptAfterDeletionMs);
  const counts = {
    unfinished: await store.removeUnfinished(before),
    withoutRow: 0,
    deleted: 0,
    withoutBytes: 0,
  };

  const stored = new Map<string, Date>();
  for await (const { key, at } of store.list()) stored.set(key, at);
  for await (const { key, deletedAt, createdAt } of fileRows(database)) {
    const isThere = stored.delete(key);
    if (!deletedAt && !isThere && createdAt < before) counts.withoutBytes += 1;
    if (!deletedAt || !isThere || deletedAt >= deletedBefore) continue;
    await store.remove(key);
    counts.deleted += 1;
  }
  for (const [key, at] of stored) {
    if (at >= before) continue;
    await store.remove(key);
    counts.withoutRow += 1;
  }
  return counts;
}

/** Files and the pictures drawn of them: these go when their file does. */
type Row = { id: string; key: string; createdAt: Date; deletedAt: Date | null };

async function* fileRows(database: Database): AsyncGenerator<Row> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await transaction(
      database,
      {},
      (tx) => tx.sql<Row>`
        SELECT * FROM (
          SELECT id, storage_key AS key, created_at AS "createdAt", deleted_at AS "deletedAt"
            FROM file WHERE id > ${after}
          UNION ALL
          SELECT p.id, p.storage_key, p.created_at, f.deleted_at
            FROM file_picture p JOIN file f ON f.id = p.file_id WHERE p.id > ${after}) stored
         ORDER BY id LIMIT ${batch}`,
      { readOnly: true },
    );
    yield* rows;
    if (rows.length < batch) return;
    after = rows.at(-1)!.id;
  }
}
