import { z } from 'zod';
import { held, tellOfHeld } from '#server/discussions/index.ts';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { report } from './access.ts';
import { tellOffice, toolsChanged } from './telling.ts';

/** Discourse reminds its moderators after as long (`notify_about_reviewable_item_after`). */
const REMIND_HOURS = 48;

export const remindQueue = defineQueue('moderation.remind', { data: z.strictObject({}) });
/** In the secretariat's hours: a reminder at night reminds nobody. */
export const remindSchedule: Schedule = {
  queue: remindQueue,
  cron: '5 9-18 * * 1-5',
  timeZone: 'Asia/Tokyo',
  data: {},
};

/**
 * Reminds the secretariat of reports that have been open, claimed or not, and of first posts that have
 * waited for 48 hours, and again after as long. Answers how many.
 */
export async function remindOffice(database: Database): Promise<number> {
  return transaction(database, {}, async (tx) => {
    const due = await tx.sql<{ id: string }>`
      UPDATE report SET reminded_at = ${tx.now}
       WHERE state = 'open'
         AND coalesce(reminded_at, at) <= ${tx.now}::timestamptz - make_interval(hours => ${REMIND_HOURS})
      RETURNING id`;
    for (const { id } of due) {
      await tellOffice(tx, (await report.find(tx, id))!, 'report.waiting', null);
    }
    const waiting = await tx.sql<{ id: string }>`
      UPDATE held_post SET reminded_at = ${tx.now}
       WHERE state = 'waiting'
         AND coalesce(reminded_at, at) <= ${tx.now}::timestamptz - make_interval(hours => ${REMIND_HOURS})
      RETURNING id`;
    for (const { id } of waiting) await tellOfHeld(tx, (await held.find(tx, id))!, 'held.late');
    const count = due.length + waiting.length;
    if (count > 0) await toolsChanged(tx);
    return count;
  });
}
