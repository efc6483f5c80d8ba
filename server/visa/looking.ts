import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { inTurn } from '#server/platform/database/in-turn.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { OPINION_UNDER_WAY, referral } from '#server/referrals/index.ts';
import { MEDICAL_WAYS } from './plain.ts';
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
 * Plans of which something may still have to be told. Once a case is closed that is the departure of
 * whoever came on a guarantor's word; and what was told of before is forgotten.
 */
const LIVE = sql`(in_care(r.state) AND NOT ${OPINION_UNDER_WAY})
  OR r.state = 'closed' AND (v.entered_on IS NOT NULL AND v.way = ANY (${[...MEDICAL_WAYS]}::text[])
    OR EXISTS (SELECT 1 FROM visa_alarm a WHERE a.plan_id = v.id))`;

/**
 * Looks through the plans of cases that are under way for alarms that nobody was told of, each case in
 * a transaction of its own. Answers of how many cases somebody was told.
 */
export async function lookAtVisas(database: Database): Promise<number> {
  const live = await transaction(
    database,
    {},
    (tx) =>
      tx.query<{ id: string }>(sql`
        SELECT r.id FROM visa_plan v JOIN referral r ON r.id = v.referral_id AND r.accepted_org_id = v.org_id
         WHERE v.exit_reported_on IS NULL AND (${LIVE}) ORDER BY r.id`),
    { readOnly: true },
  );
  const told = await inTurn(database, live.rows, lookAt);
  return told.filter((each) => each).length;
}

/** Whoever works on the case meanwhile tells of its alarms; the next hour looks again. */
async function lookAt(tx: Tx, { id }: { id: string }): Promise<boolean> {
  const [free] = await tx.sql`SELECT 1 FROM referral WHERE id = ${id} FOR UPDATE SKIP LOCKED`;
  const row = free ? await referral.find(tx, id) : null;
  return row ? tellAlarms(tx, row) : false;
}
