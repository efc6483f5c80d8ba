import { z } from 'zod';
import { notify } from '#server/notifications/index.ts';
import { audience } from '#server/platform/access/access.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { certification, NEWEST } from './access.ts';
import { REMINDER_DAYS } from './plain.ts';
import { markOf } from './rules.ts';

export const certificationQueue = defineQueue('certifications.remind', {
  data: z.strictObject({}),
});
/** In the morning of an office: who reads it can still ring the issuer. */
export const certificationSchedule: Schedule = {
  queue: certificationQueue,
  cron: '0 9 * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

type Due = { id: string; validTo: string; remindedAt: number | null };

/**
 * Tells the representatives and coordinators of an organisation and the secretariat when 90, 60 and 30
 * days are left of a certification, and when it has ended: each once, the latest alone where several
 * were missed, and none of what was renewed meanwhile. Answers how many.
 */
export async function remindOfEnds(database: Database): Promise<number> {
  return transaction(database, {}, async (tx) => {
    const today = dayInJapan(tx.now);
    const due = await tx.sql<Due>`
      SELECT z.id, z.valid_to AS "validTo", z.reminded_at AS "remindedAt"
        FROM certification z JOIN organisation o ON o.id = z.org_id AND o.override IS NULL
       WHERE z.valid_to BETWEEN ${today}::date - ${REMINDER_DAYS[0]}::int AND ${today}::date + ${REMINDER_DAYS[0]}::int
         AND coalesce(z.reminded_at, 1) > 0
         AND ${NEWEST}
       ORDER BY z.id FOR UPDATE OF z SKIP LOCKED`;
    let told = 0;
    for (const one of due) {
      const mark = markOf(one.validTo, today);
      if (mark === null || (one.remindedAt !== null && one.remindedAt <= mark)) continue;
      await tell(tx, one.id, mark);
      told += 1;
    }
    return told;
  });
}

async function tell(tx: Tx, id: string, mark: number): Promise<void> {
  await tx.sql`UPDATE certification SET reminded_at = ${mark} WHERE id = ${id}`;
  await notify(tx, {
    type: mark === 0 ? 'certification.ended' : 'certification.ending',
    subject: { kind: 'certification', id },
    to: audience('certification.view', certification, (await certification.find(tx, id))!),
    facts: { days: mark },
  });
}
