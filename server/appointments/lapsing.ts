import { z } from 'zod';
import { lapse } from '#server/booking/index.ts';
import { sql, type Sql } from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { tellBeside, type Emit } from '#server/referrals/index.ts';
import { appointment } from './access.ts';

export const lapseQueue = defineQueue('appointments.lapse', { data: z.strictObject({}) });
export const lapseSchedule: Schedule = {
  queue: lapseQueue,
  cron: '* * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

/**
 * Ends proposals that nobody confirmed in time and tells those who carry the case. Nobody waits for
 * this: a hold whose time is up takes nothing, and confirming asks for the time. Answers how many.
 */
export async function lapseProposals(database: Database): Promise<number> {
  return transaction(database, {}, async (tx) => {
    const emit: Emit = (channel, type, payload, options) =>
      append(tx, channel, type, payload, options);
    const ended = await lapseDue(tx, emit, sql`true`);
    await lapse(tx, 'appointment');
    // Nobody comes in by them any more.
    await tx.sql`DELETE FROM appointment_link WHERE appointment_is_over(appointment_id)`;
    return ended;
  });
}

/** Ends the proposals `a` of these whose time is up, each told of once. */
export async function lapseDue(tx: Tx, emit: Emit, which: Sql): Promise<number> {
  const { rows } = await tx.query<{ id: string }>(sql`
    UPDATE appointment SET state = 'lapsed', version = version + 1, settled_at = ${tx.now}
     WHERE id IN (SELECT a.id FROM appointment a WHERE a.state = 'proposed' AND a.held_until <= ${tx.now}
       AND ${which} ORDER BY a.id LIMIT 200 FOR UPDATE SKIP LOCKED) RETURNING id`);
  for (const { id } of rows) {
    const row = await appointment.find(tx, id);
    await tellBeside(tx, emit, row!.owner, 'appointmentLapsed', { actorId: null, orgId: null });
  }
  return rows.length;
}
