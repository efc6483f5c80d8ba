import { z } from 'zod';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { enter, referral, tellCase, theCircle } from '#server/referrals/index.ts';
import { REMINDER_DAYS } from './plain.ts';

export const nearQueue = defineQueue('appointments.remind', { data: z.strictObject({}) });
export const nearSchedule: Schedule = {
  queue: nearQueue,
  cron: '40 * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

type Due = { referralId: string; days: number };

/**
 * Reminds those who carry a case of its confirmed appointment, a week and a day before, each once: of a
 * visit, a second opinion or a follow-up alike. One that was confirmed later than that is not reminded of
 * what was just agreed on. The timeline is what it goes by. Answers how many.
 */
export async function remindOfAppointments(database: Database): Promise<number> {
  return transaction(database, {}, async (tx) => {
    const due = await tx.sql<Due>`
      SELECT a.referral_id AS "referralId", m.days FROM appointment a
        JOIN booking b ON b.id = a.booking_id
       CROSS JOIN LATERAL (SELECT min(d) AS days FROM unnest(${[...REMINDER_DAYS]}::int[]) d
         WHERE ${tx.now}::timestamptz >= b.starts_at - make_interval(days => d)
           AND a.settled_at < b.starts_at - make_interval(days => d)) m
       WHERE a.state = 'confirmed' AND b.starts_at > ${tx.now} AND m.days IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM referral_event e WHERE e.referral_id = a.referral_id
           AND e.type = 'appointmentNear' AND e.at >= a.settled_at AND (e.facts->>'days')::int <= m.days)
       ORDER BY a.id FOR UPDATE OF a SKIP LOCKED`;
    for (const { referralId, days } of due) {
      const row = (await referral.find(tx, referralId))!;
      const nobody = { actorId: null, orgId: null };
      await enter(tx, { referralId, type: 'appointmentNear', ...nobody, facts: { days } });
      await tellCase(tx, row, 'referral.appointmentNear', theCircle(row), null);
    }
    return due.length;
  });
}
