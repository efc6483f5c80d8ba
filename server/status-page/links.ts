import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { secretHash } from '#server/platform/secrets.ts';
import { CONSENT_IN_FORCE } from '#server/referrals/index.ts';
import { AFTER_DAYS, MOST_TRIES } from './plain.ts';

/** Whether a consent in force covers the page, of a case `r`. */
const IS_COVERED = sql`EXISTS (SELECT 1 FROM consent c WHERE c.referral_id = r.id
  AND ${CONSENT_IN_FORCE} AND 'status' = ANY (c.covers))`;

/** A case that nobody erased, and whose end, if it had one, is not long ago. */
const IS_SHOWN = sql`(r.state NOT IN ('erased', 'enteredInError')
  AND (r.state NOT IN ('closed', 'cancelled') OR (SELECT max(e.at) FROM referral_event e
    WHERE e.referral_id = r.id AND e.to_state = r.state) > forum_now() - ${AFTER_DAYS} * interval '1 day'))`;

/**
 * Whether a link `l` opens the page of its case `r` at this moment: asked each time, so that whatever
 * ends it ends it at once.
 */
export const OPENS: Sql = sql`(l.ended_at IS NULL AND l.tries < ${MOST_TRIES} AND ${IS_COVERED} AND ${IS_SHOWN})`;

/** Row-level security shows a link to whoever brings it: this says to the database which one that is. */
export async function bringLink(tx: Tx, secret: string): Promise<Buffer> {
  const hash = secretHash(secret);
  await tx.sql`SELECT set_config('forum.link', ${hash.toString('hex')}, true)`;
  return hash;
}

/** The open link of a case is over, and every browser that came in by it is out. */
export async function endLink(tx: Tx, referralId: string): Promise<boolean> {
  const { count } = await tx.query(sql`
    UPDATE status_link SET ended_at = ${tx.now}, birth_check = NULL, sealed = NULL
     WHERE referral_id = ${referralId}::uuid AND ended_at IS NULL`);
  return count > 0;
}

/** A consent has ended: without one that covers the page, a later consent does not bring the old link back. */
export async function endUncovered(tx: Tx, referralId: string): Promise<void> {
  await tx.query(sql`
    UPDATE status_link l SET ended_at = ${tx.now}, birth_check = NULL, sealed = NULL
      FROM referral r WHERE r.id = l.referral_id AND r.id = ${referralId}::uuid
       AND l.ended_at IS NULL AND NOT ${IS_COVERED}`);
}
