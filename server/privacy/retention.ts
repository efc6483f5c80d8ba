import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { auditPending } from '#server/platform/audit/index.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { daysOf, lockCase, RETENTION, type RetentionRule } from '#server/referrals/index.ts';
import { eraseCase } from './erasing.ts';

export const retentionQueue = defineQueue('privacy.retention', { data: z.strictObject({}) });
export const retentionSchedule: Schedule = {
  queue: retentionQueue,
  cron: '41 3 * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

export type RetentionCounts = Record<RetentionRule['name'], number> & { held: number };
type Removing = { remove: (storageKey: string) => Promise<void> };

/**
 * Erases the patients whose time has run out, each case in its own transaction, so that a run that is
 * cut off goes on with the next. A legal hold stops the clock. `dryRun` counts and changes nothing.
 */
export async function runRetention(
  database: Database,
  files: Removing,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<RetentionCounts> {
  const counts: RetentionCounts = { withdrawn: 0, draft: 0, ended: 0, closed: 0, held: 0 };
  for (const rule of RETENTION) {
    const due = await transaction(database, {}, (tx) => dueOf(tx, rule), { readOnly: true });
    for (const { id, held } of due) {
      if (held) counts.held += 1;
      else if (dryRun || (await eraseDue(database, files, rule, id))) counts[rule.name] += 1;
    }
  }
  if (!dryRun) {
    const body = { action: 'referral.erase', useCase: 'privacy.retention', outcome: 'allow' };
    await transaction(database, {}, (tx) => auditPending(tx, 'main', { ...body, ...counts }));
  }
  return counts;
}

/** The cases of a rule whose time has run out; with an id, whether that one is among them. */
async function dueOf(
  tx: Tx,
  rule: RetentionRule,
  id: string | null = null,
): Promise<{ id: string; held: boolean }[]> {
  const before = new Date(tx.now.getTime() - (await daysOf(tx, rule)) * 86_400_000);
  const { rows } = await tx.query<{ id: string; held: boolean }>(sql`
    SELECT r.id, r.held_at IS NOT NULL AS held FROM referral r
     WHERE r.state = ANY (${[...rule.states]}) AND (${id}::uuid IS NULL OR r.id = ${id}::uuid)
       AND ${rule.since} < ${before} ORDER BY r.id`);
  return rows;
}

async function eraseDue(
  database: Database,
  files: Removing,
  rule: RetentionRule,
  id: string,
): Promise<boolean> {
  const keys = await transaction(database, {}, async (tx) => {
    const row = await lockCase(tx, id);
    // Somebody may have gone on with it since the list was read.
    const [due] = await dueOf(tx, rule, id);
    if (!due || due.held) return null;
    const how = { from: rule.states, keepCoded: rule.keepCoded, who: NOBODY };
    const removed = await eraseCase(tx, row, how);
    await auditPending(tx, 'main', {
      action: 'referral.erase',
      useCase: 'privacy.retention',
      outcome: 'allow',
      noun: 'referral',
      id,
      referralId: id,
      rule: rule.name,
    });
    return removed;
  });
  for (const key of keys ?? []) await files.remove(key);
  return keys !== null;
}

const NOBODY = { actorId: null, orgId: null };
