import { z } from 'zod';
import { transaction, type Database } from './platform/database/transaction.ts';
import { defineQueue, type Schedule, type Worker } from './platform/jobs/index.ts';
import { closeOverdue, overdueQueue, overdueSchedule } from './referrals/index.ts';

const sweep = defineQueue('housekeeping.sweep', { data: z.strictObject({}) });

const LOG_DAYS = 30;
const BATCH = 10_000;

/** Rows that time makes useless: ended sessions, used tokens, old idempotency keys, old log events. */
const STALE = [
  `DELETE FROM session WHERE expires_at < now() - interval '30 days' OR created_at < now() - interval '60 days'`,
  `DELETE FROM one_time_token WHERE expires_at < now() - interval '7 days'`,
  `DELETE FROM idempotency_key WHERE at < now() - interval '1 day'`,
];
const OLD_EVENTS = `
  DELETE FROM channel_event WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM channel_event WHERE at < now() - interval '${LOG_DAYS} days' LIMIT ${BATCH}))`;

/** The queues that the forum's jobs ride on; their tables are made with the migrations. */
export const queues = [sweep, overdueQueue];

export const schedules: Schedule[] = [
  { queue: sweep, cron: '17 3 * * *', timeZone: 'Asia/Tokyo', data: {} },
  overdueSchedule,
];

/** Who works them off in this process. */
export function workers(database: Database): Worker[] {
  return [
    { queue: sweep, run: () => sweepOnce(database) },
    { queue: overdueQueue, run: async () => void (await closeOverdue(database)) },
  ];
}

/** Deletes in batches, each its own transaction, so that nobody waits for it. */
export async function sweepOnce(database: Database): Promise<void> {
  for (const statement of STALE) await transaction(database, {}, (tx) => tx.text(statement, []));
  for (let deleted = BATCH; deleted === BATCH;) {
    deleted = (await transaction(database, {}, (tx) => tx.text(OLD_EVENTS, []))).count;
  }
}
