import { z } from 'zod';
import { append } from '#server/platform/channels/log.ts';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';

export const emergencyQueue = defineQueue('privacy.emergencies', { data: z.strictObject({}) });
export const emergencySchedule: Schedule = {
  queue: emergencyQueue,
  cron: '* * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

/**
 * Marks emergency accesses whose hour is over as ended, and has listeners checked again. No read waits
 * for this: the hour is a condition of the right itself. Answers how many.
 */
export async function endEmergencies(database: Database): Promise<number> {
  return transaction(database, {}, async (tx) => {
    const ended = await tx.sql<{ referralId: string }>`
      UPDATE break_glass SET ended_at = expires_at
       WHERE id IN (SELECT id FROM break_glass WHERE ended_at IS NULL AND expires_at <= ${tx.now}
                     ORDER BY referral_id LIMIT 200 FOR UPDATE SKIP LOCKED)
      RETURNING referral_id AS "referralId"`;
    const cases = [...new Set(ended.map(({ referralId }) => referralId))].sort();
    for (const id of cases) {
      await append(tx, { kind: 'case', id }, 'case.emergencyEnded', {}, { acl: true });
    }
    return ended.length;
  });
}

/** How many emergency accesses are open, and how many reviews are overdue. For those who run the forum. */
export async function emergencyFigures(
  database: Database,
): Promise<{ open: number; overdue: number }> {
  const [row] = await transaction(
    database,
    {},
    (tx) => tx.sql<{ open: number; overdue: number }>`
      SELECT count(*) FILTER (WHERE ended_at IS NULL AND expires_at > ${tx.now})::int AS open,
             count(*) FILTER (WHERE reviewed_at IS NULL AND review_due_at <= ${tx.now})::int AS overdue
        FROM break_glass`,
    { readOnly: true },
  );
  return row!;
}
