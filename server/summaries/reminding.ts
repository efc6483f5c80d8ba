import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import {
  enter,
  OPINION_UNDER_WAY,
  referral,
  tellCase,
  theSender,
} from '#server/referrals/index.ts';
import { REMINDER_DAYS } from './plain.ts';
import { told as toldAs } from './reading.ts';

export const summaryQueue = defineQueue('summaries.remind', { data: z.strictObject({}) });
export const summarySchedule: Schedule = {
  queue: summaryQueue,
  cron: '20 9 * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

type Due = { id: string; days: number; reminded: number };

/**
 * Reminds the sending organisation of a summary that nobody has said to have read, 7, 14 and 30 days
 * after it was issued, each once. The timeline is what it goes by: it holds when, and no word of it.
 * Answers how many.
 */
export async function remindOfSummaries(database: Database): Promise<number> {
  return transaction(database, {}, async (tx) => {
    const { rows: due } = await tx.query<Due>(sql`
      SELECT r.id, floor(extract(epoch FROM ${tx.now}::timestamptz - i.at) / 86400)::int AS days,
             coalesce((SELECT max((e.facts->>'days')::int) FROM referral_event e
               WHERE e.referral_id = r.id AND e.type IN ('summaryReminded', 'opinionReminded') AND e.at > i.at), 0) AS reminded
        FROM referral r
       CROSS JOIN LATERAL (SELECT max(e.at) AS at FROM referral_event e
         WHERE e.referral_id = r.id AND e.type IN ('summaryIssued', 'opinionIssued')) i
       WHERE (r.state = 'discharged' OR ${OPINION_UNDER_WAY}) AND i.at < ${tx.now}::timestamptz - make_interval(days => ${REMINDER_DAYS[0]}::int)
         AND NOT EXISTS (SELECT 1 FROM referral_event e
           WHERE e.referral_id = r.id AND e.type IN ('summaryReviewed', 'opinionReviewed') AND e.at > i.at)
       ORDER BY r.id FOR UPDATE OF r SKIP LOCKED`);
    let told = 0;
    for (const { id, days, reminded } of due) {
      const mark = REMINDER_DAYS.findLast((each) => days >= each) ?? 0;
      if (mark <= reminded) continue;
      const row = (await referral.find(tx, id))!;
      await enter(tx, {
        referralId: id,
        type: toldAs(row, 'Reminded'),
        actorId: null,
        orgId: null,
        facts: { days: mark },
      });
      await tellCase(tx, row, `referral.${toldAs(row, 'Waits')}`, theSender(row), null);
      told += 1;
    }
    return told;
  });
}
