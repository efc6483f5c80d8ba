import { raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { REFERRAL_STATES } from '#server/platform/access/matrix.ts';
import { officerIsGone } from './officers.ts';
import { DONE } from './plain.ts';
import { UNANSWERED_STATUSES } from './rules/offers.ts';
import { TURN_OF } from './rules/states.ts';
import { isSender } from './side.ts';
import { guaranteeWaits, turnWaits } from './turns.ts';

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

/** Of a second opinion `q`: what was written of it is there, a time is proposed, both sides can meet. */
const WRITTEN = sql`EXISTS (SELECT 1 FROM return_summary s WHERE s.referral_id = q.referral_id
  AND s.org_id = q.org_id AND s.kind = 'opinion' AND s.state = 'issued')`;
const ASKED_FOR_TIME = sql`EXISTS (SELECT 1 FROM appointment a WHERE a.referral_id = q.referral_id
  AND a.kind = 'opinion' AND a.state = 'proposed' AND a.held_until > forum_now())`;
const ARRANGED = sql`(EXISTS (SELECT 1 FROM opinion_link k WHERE k.opinion_id = q.id)
  AND EXISTS (SELECT 1 FROM appointment a JOIN booking b ON b.id = a.booking_id
    WHERE a.referral_id = q.referral_id AND a.kind = 'opinion' AND a.state = 'confirmed' AND b.starts_at > forum_now()))`;

/** Of a second opinion `q` of a case `c`: whether the next word is the caller's. Null of whoever has no say. */
function opinionTurn(actor: Actor): Sql | null {
  if (isSender(actor.orgKind)) {
    return sql`c.partner_org_id = ${actor.orgId}::uuid AND (q.state = 'proposed'
      OR (q.state = 'agreed' AND ${ASKED_FOR_TIME}) OR (q.state = 'held' AND ${WRITTEN}))`;
  }
  if (actor.orgKind === 'secretariat') {
    return sql`c.officer_id = ${actor.personId}::uuid AND q.state = 'held' AND ${WRITTEN}`;
  }
  if (actor.orgKind !== 'hospital') return null;
  return sql`c.accepted_org_id = ${actor.orgId}::uuid AND ((q.state = 'held' AND NOT ${WRITTEN})
    OR (q.state = 'agreed' AND NOT ${ASKED_FOR_TIME} AND NOT ${ARRANGED}))`;
}

/**
 * Whether a case `r` waits for the caller because of its second opinion: to be answered, to be given a
 * time and a place, to be written, to be read and the case ended. The few that are under way are looked
 * for once, not for each case.
 */
export function opinionWaits(actor: Actor): Sql {
  const turn = opinionTurn(actor);
  // No constant: PostgreSQL would take one for the number of a column.
  if (!turn) return sql`(r.id IS NULL)`;
  return sql`(r.id IN (SELECT q.referral_id FROM second_opinion q JOIN referral c ON c.id = q.referral_id
    WHERE q.state IN ('proposed', 'agreed', 'held') AND (q.org_id IS NULL OR q.org_id = c.accepted_org_id)
      AND ${turn}))`;
}

/** Before a hospital has a case `r`, a question about it is unanswered: the sender's to answer, or of hospitals' the officer's too. */
export function questionWaits(actor: Actor): Sql {
  const own = isSender(actor.orgKind) ? sql`true` : sql`k.offer_id IS NOT NULL`;
  return sql`(r.state IN ('intakeReview', 'broadcasting') AND EXISTS (SELECT 1 FROM case_question k
    WHERE k.referral_id = r.id AND k.answered_at IS NULL AND NOT k.advice AND ${own}))`;
}

/** Whether a case `r` waits for the caller because of what stands beside it, a second opinion or the rest. */
export function besideWaits(actor: Actor): Sql {
  return sql`(${opinionWaits(actor)} OR ${turnWaits(actor)})`;
}

/** Whether the next step of a case `r` is the caller's; of a guarantor also once the case is closed. */
export function waitsFor(actor: Actor): Sql {
  const whose = (turn: string) => REFERRAL_STATES.filter((state) => TURN_OF[state] === turn);
  if (isSender(actor.orgKind)) {
    const sent = sql`(r.partner_org_id = ${actor.orgId}::uuid AND ${isLive} AND (r.state = ANY (${whose('partner')}) OR ${toChoose} OR ${questionWaits(actor)} OR ${besideWaits(actor)}))`;
    return actor.orgKind === 'facilitator' ? sql`(${sent} OR ${guaranteeWaits(actor)})` : sent;
  }
  if (actor.orgKind !== 'secretariat') return sql`(${isLive} AND ${besideWaits(actor)})`;
  const orphaned = actor.roles.includes('admin') ? sql`OR ${officerIsGone}` : sql``;
  return sql`(${isLive} AND (r.state = ANY (${whose('desk')}) ${orphaned}
    OR ((r.state = ANY (${[...whose('officer'), 'draft']}) OR r.cancel_requested_at IS NOT NULL OR ${toChoose} OR ${questionWaits(actor)} OR ${besideWaits(actor)})
      AND r.officer_id = ${actor.personId}::uuid) IS TRUE))`;
}
