import { z } from 'zod';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { offer } from './access.ts';
import { escalate, SILENT } from './escalating.ts';
import { clockOf } from './rules/answer-clock.ts';
import { MARKS, type Mark } from './rules/escalation.ts';
import { tellReminder } from './telling.ts';

export const reminderQueue = defineQueue('referrals.remind', { data: z.strictObject({}) });
export const reminderSchedule: Schedule = {
  queue: reminderQueue,
  cron: '*/10 * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

type Waiting = { id: string; reminded: number; from: Date; deadline: Date };

/**
 * Reminds hospitals that have not answered when a quarter, half and nine tenths of their business time
 * have passed: each mark once, the highest alone where several were missed. A clock that stands still
 * reminds nobody. Those above them hear of it as `rules/escalation.ts` says. Answers how many were reminded.
 */
export async function remindSilent(database: Database): Promise<number> {
  const { now, waiting } = await transaction(
    database,
    {},
    async (tx) => ({
      now: tx.now,
      waiting: await tx.sql<Waiting>`
        SELECT f.id, f.reminded, coalesce(r.clock_from, f.sent_at) AS from, r.answer_deadline AS deadline
          FROM referral r JOIN offer f ON f.referral_id = r.id
         WHERE r.state = 'broadcasting' AND r.answer_deadline > ${tx.now} AND r.clock_paused_at IS NULL
           AND f.status = ANY (${[...SILENT]}) AND f.reminded < ${MARKS[0]}
         ORDER BY f.id LIMIT 5000`,
    }),
    { readOnly: true },
  );
  let reminded = 0;
  for (const each of waiting) {
    const { totalMinutes, leftMinutes } = clockOf(each.from, each.deadline, now);
    const passed = totalMinutes === 0 ? 100 : 100 - (100 * leftMinutes) / totalMinutes;
    const mark = MARKS.find((one) => passed >= one);
    if (mark && mark > each.reminded && (await remind(database, each, mark))) reminded += 1;
  }
  return reminded;
}

/** One reminder: the mark is written on the condition that nobody wrote it and no answer came. */
async function remind(database: Database, { id, deadline }: Waiting, mark: Mark) {
  return transaction(database, {}, async (tx) => {
    const marked = await tx.sql`
      UPDATE offer f SET reminded = ${mark} FROM referral r
       WHERE f.id = ${id} AND r.id = f.referral_id AND f.reminded < ${mark}
         AND f.status = ANY (${[...SILENT]}) AND r.state = 'broadcasting' AND r.clock_paused_at IS NULL
      RETURNING f.id`;
    if (marked.length === 0) return false;
    const row = (await offer.find(tx, id))!;
    await tellReminder(tx, row, deadline, mark);
    await escalate(tx, row, mark);
    return true;
  });
}
