import { z } from 'zod';
import { sql } from '../platform/access/access.ts';
import { append } from '../platform/channels/log.ts';
import { transaction, type Database } from '../platform/database/transaction.ts';
import { defineQueue, type Schedule } from '../platform/jobs/index.ts';
import {
  announce,
  endOffers,
  lockCase,
  move,
  offerClosed,
  onCase,
  settleGrants,
  worklistsOf,
  type Emit,
} from './cases.ts';
import { tellCase } from './telling.ts';
import { enter } from './timeline.ts';

export const overdueQueue = defineQueue('referrals.overdue', { data: z.strictObject({}) });
export const overdueSchedule: Schedule = {
  queue: overdueQueue,
  cron: '* * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

/**
 * Closes the offers of cases whose time to answer has passed: the case goes back to its officer. No
 * acceptance waits for this, the deadline is a condition of accepting. Answers how many.
 */
export async function closeOverdue(database: Database): Promise<number> {
  const late = await transaction(
    database,
    {},
    (tx) => tx.sql<{ id: string }>`
      SELECT id FROM referral WHERE state = 'broadcasting' AND answer_deadline < ${tx.now} ORDER BY id LIMIT 500`,
    { readOnly: true },
  );
  // One case that cannot be closed must not keep the ones after it open.
  const closed = [];
  for (const { id } of late) closed.push(...(await Promise.allSettled([closeOne(database, id)])));
  const failed = closed.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return late.length;
}

async function closeOne(database: Database, id: string): Promise<void> {
  await transaction(database, {}, async (tx) => {
    const row = await lockCase(tx, id);
    if (row.state !== 'broadcasting' || !row.answerDeadline || row.answerDeadline >= tx.now) return;
    const emit: Emit = (channel, type, payload, options) =>
      append(tx, channel, type, payload, options);
    const ended = await endOffers(tx, id, 'expire', 'expired');
    const state = await move(tx, row, 'closeUnanswered');
    await settleGrants(tx, id);
    await enter(tx, {
      referralId: id,
      type: 'noTaker',
      actorId: null,
      orgId: null,
      from: row.state,
      to: state,
    });
    await announce(emit, [
      ...ended.map(offerClosed),
      onCase(id, 'case.noTaker'),
      ...(await worklistsOf(
        tx,
        row,
        ended.map(({ orgId }) => orgId),
      )),
    ]);
    const officer = sql`m.person_id = ${row.officerId}::uuid AND o.kind = 'secretariat'`;
    await tellCase(tx, row, 'referral.noTaker', officer, null);
  });
}
