import { z } from 'zod';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { referral } from '#server/referrals/index.ts';
import { tellAlarms } from './telling.ts';

export const visaQueue = defineQueue('visa.look', { data: z.strictObject({}) });
/** Every hour: days pass, and dates of the stay move without the plan being touched. */
export const visaSchedule: Schedule = {
  queue: visaQueue,
  cron: '12 * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

/**
 * Looks through the plans of cases that are under way for alarms that nobody was told of, each case in
 * a transaction of its own. Answers of how many cases somebody was told.
 */
export async function lookAtVisas(database: Database): Promise<number> {
  const live = await transaction(
    database,
    {},
    (tx) => tx.sql<{ id: string }>`
      SELECT r.id FROM visa_plan v JOIN referral r ON r.id = v.referral_id AND r.accepted_org_id = v.org_id
       WHERE v.exit_reported_on IS NULL AND r.state IN ('accepted', 'scheduled', 'arrived', 'inTreatment',
             'discharged', 'closed')
       ORDER BY r.id`,
  );
  let told = 0;
  for (const { id } of live) {
    const done = await transaction(database, {}, async (tx) => {
      // Whoever works on the case meanwhile tells of its alarms; the next hour looks again.
      const [free] = await tx.sql`SELECT 1 FROM referral WHERE id = ${id} FOR UPDATE SKIP LOCKED`;
      const row = free ? await referral.find(tx, id) : null;
      return row ? tellAlarms(tx, row) : false;
    });
    if (done) told += 1;
  }
  return told;
}
