import { z } from 'zod';
import { columnsOf, visitor, type Actor } from '#server/platform/access/actor.ts';
import type { OrgKind } from '#server/platform/access/matrix.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { isPublic } from './access.ts';
import { figuresFor, type Figures } from './figures.ts';
import { publishedSpan } from './rules.ts';

export const publishQueue = defineQueue('statistics.publish', { data: z.strictObject({}) });
/** Nightly: on the first night of a quarter for all, on others for whoever has come since. */
export const publishSchedule: Schedule = {
  queue: publishQueue,
  cron: '7 0 * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

/** What the organisation is told in the quarter that begins with a day; null before it was counted. */
export async function publishedFor(
  tx: Tx,
  orgId: string,
  quarter: string,
): Promise<Figures | null> {
  const [row] = await tx.sql<{ body: Figures }>`
    SELECT body FROM published_statistics WHERE org_id = ${orgId} AND quarter = ${quarter}::date`;
  return row?.body ?? null;
}

/**
 * Counts once for the quarter what every organisation is told that counts others' patients, and keeps
 * it. What is there stays: numbers do not move within a quarter. Answers for how many it counted.
 */
export async function publishStatistics(database: Database): Promise<number> {
  return transaction(database, {}, async (tx) => {
    const span = publishedSpan(dayInJapan(tx.now));
    const organisations = await tx.sql<{ id: string; kind: OrgKind }>`
      SELECT o.id, o.kind FROM organisation o
       WHERE o.kind <> 'secretariat' AND NOT EXISTS (SELECT 1 FROM published_statistics s
         WHERE s.org_id = o.id AND s.quarter = ${span.to}::date)
       ORDER BY o.id`;
    const readers = organisations.map(readerOf).filter(isPublic);
    for (const reader of readers) {
      const body = JSON.stringify(await figuresFor(tx, reader, span));
      await tx.sql`
        INSERT INTO published_statistics (org_id, quarter, body, at)
        VALUES (${reader.orgId}, ${span.to}::date, ${body}::jsonb, ${tx.now})
        ON CONFLICT (org_id, quarter) DO NOTHING`;
    }
    return readers.length;
  });
}

/** Somebody who answers for the organisation, as far as counting goes. */
function readerOf({ id, kind }: { id: string; kind: OrgKind }): Actor {
  const roles = columnsOf(kind, ['representative']);
  return { ...visitor('en'), kind: 'system', orgId: id, orgKind: kind, roles };
}
