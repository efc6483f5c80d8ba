import { raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { REFERRAL_STATES, type ReferralState } from '#server/platform/access/matrix.ts';
import { officerIsGone } from './officers.ts';
import { UNANSWERED_STATUSES } from './rules/offers.ts';
import { TURN_OF } from './rules/states.ts';
import { isSender } from './side.ts';

/** States in which nothing more is expected of anybody. */
export const DONE: readonly ReferralState[] = ['closed', 'cancelled', 'enteredInError', 'erased'];

const ENDED = DONE.map((state) => `'${state}'`).join(', ');

/** Whether a case `r` has ended. In constants, as the index of the live cases has it. */
export const isDone = raw(`(r.state IN (${ENDED}))`);
export const isLive = raw(`(r.state NOT IN (${ENDED}))`);

/** Whether a case `r` is under way, for whoever counts their work. */
export function underWay(actor: Actor): Sql {
  return sql`(${notAnothersDraft(actor)} AND ${isLive})`;
}

/** What a partner has only begun is not yet the secretariat's work; what an officer writes for it is. */
export function notAnothersDraft(actor: Actor): Sql {
  return actor.orgKind === 'secretariat'
    ? sql`(r.state <> 'draft' OR r.officer_id IS NOT DISTINCT FROM ${actor.personId}::uuid)`
    : sql`true`;
}

/** Whether the answers to a case `r` are there to choose from: nobody's answer is awaited any more. */
export const toChoose = sql`(r.state = 'broadcasting' AND r.mode = 'COLLECT'
  AND EXISTS (SELECT 1 FROM offer w WHERE w.referral_id = r.id AND w.status = 'willing')
  AND NOT EXISTS (SELECT 1 FROM offer w WHERE w.referral_id = r.id AND (w.status = 'chosen'
    OR (r.answer_deadline IS NOT NULL AND w.status = ANY (${[...UNANSWERED_STATUSES]})))))`;

/** Whether an offer `f` of a case that is being offered waits for its hospital: to answer or to confirm. */
export const offerWaits = sql`(f.status = ANY (${[...UNANSWERED_STATUSES, 'chosen']}))`;

/** Whether the next step of a case `r` is the caller's. */
export function waitsFor(actor: Actor): Sql {
  const whose = (turn: string) => REFERRAL_STATES.filter((state) => TURN_OF[state] === turn);
  if (isSender(actor.orgKind)) {
    return sql`(r.partner_org_id = ${actor.orgId}::uuid AND ${isLive} AND (r.state = ANY (${whose('partner')}) OR ${toChoose}))`;
  }
  // No constant: PostgreSQL would take one for the number of a column.
  if (actor.orgKind !== 'secretariat') return sql`(r.id IS NULL)`;
  const orphaned = actor.roles.includes('admin') ? sql`OR ${officerIsGone}` : sql``;
  return sql`(${isLive} AND (r.state = ANY (${whose('desk')}) ${orphaned}
    OR ((r.state = ANY (${[...whose('officer'), 'draft']}) OR r.cancel_requested_at IS NOT NULL OR ${toChoose})
      AND r.officer_id = ${actor.personId}::uuid) IS TRUE))`;
}
