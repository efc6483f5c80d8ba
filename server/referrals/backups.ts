import { lapsedStandings } from '#server/certifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { offer, type ReferralRow } from './access.ts';
import { clock, intakeClock, move } from './cases.ts';
import { confirmDeadline } from './rules/answer-clock.ts';
import { consentReaches } from './rules/disclosure.ts';
import { tellChosen } from './telling.ts';
import { enter } from './timeline.ts';

type Who = { actorId: string | null; orgId: string | null };
export type Backup = { id: string; orgId: string };

/** The first backup that can still be asked: its answer is valid, it has lost no standing, and the consent covers it. */
export async function nextBackup(tx: Tx, row: ReferralRow): Promise<Backup | null> {
  const waiting = await tx.sql<Backup>`
    SELECT f.id, f.org_id AS "orgId" FROM offer f
     WHERE f.referral_id = ${row.id} AND f.status = 'backup'
       AND cardinality(${lapsedStandings(sql`f.org_id`, dayInJapan(tx.now))}) = 0
       AND f.answer->>'validUntil' >= ${dayInJapan(tx.now)} ORDER BY f.rank`;
  return waiting.find(({ orgId }) => consentReaches(row, orgId)) ?? null;
}

/** Asks one hospital to confirm: the case is kept for it while its clock runs. */
export async function askToConfirm(tx: Tx, row: ReferralRow, backup: Backup, who: Who) {
  await tx.sql`
    UPDATE offer SET status = 'chosen', rank = NULL, chosen_at = ${tx.now}, reminded = 0,
           version = version + 1 WHERE id = ${backup.id}`;
  const { actorId } = who;
  await enter(tx, { referralId: row.id, type: 'offerChosen', actorId, orgId: backup.orgId });
  await tellChosen(tx, (await offer.find(tx, backup.id))!, confirmDeadline(tx.now, row.urgency));
}

/**
 * After the one chosen has let the case go: the next backup is asked with a fresh clock, without a new
 * broadcast; when none is left, the case is the officer's again.
 */
export async function goOn(tx: Tx, row: ReferralRow, who: Who, reason: string) {
  const next = await nextBackup(tx, row);
  if (next) {
    const fresh = clock(tx.now, confirmDeadline(tx.now, row.urgency));
    const state = await move(tx, row, 'askNext', who, { set: fresh, facts: { reason } });
    await askToConfirm(tx, row, next, { actorId: null, orgId: null });
    return { state, next, ended: [] as Backup[] };
  }
  const ended = await tx.sql<Backup>`
    UPDATE offer SET status = 'notSelected', rank = NULL, closed_at = ${tx.now}, version = version + 1
     WHERE referral_id = ${row.id} AND status = 'backup' RETURNING id, org_id AS "orgId"`;
  const set = intakeClock(tx.now, row.urgency);
  const state = await move(tx, row, 'runOut', who, { set, facts: { reason } });
  return { state, next: null, ended };
}
