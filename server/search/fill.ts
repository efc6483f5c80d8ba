import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';

const BATCH = 50;

/** Fills the index with what was there before it; where it was interrupted, it goes on. */
export const fillQueue = defineQueue('search.fill', { data: z.strictObject({}) });
export const fillSchedule: Schedule = {
  queue: fillQueue,
  cron: '*/5 * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

/** Batch by batch, each a transaction of its own, with a rest as long after it: people come first. */
export async function fillSearch(database: Database, signal?: AbortSignal): Promise<number> {
  let looked = 0;
  while (!signal?.aborted) {
    const began = performance.now();
    const batch = await transaction(database, {}, async (tx) => {
      const [row] = await tx.sql<{
        n: number | null;
      }>`SELECT search_fill_batch(${BATCH}::int) AS n`;
      return row!.n;
    });
    if (batch === null) return looked;
    looked += batch;
    if (batch > 0) await pause(performance.now() - began);
  }
  return looked;
}
