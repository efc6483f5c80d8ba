import { join, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { IN_CARE, WITH_HOSPITAL, type ReferralState } from '#server/platform/access/matrix.ts';
import { referral } from './access.ts';
import { isSender } from './side.ts';

/** What is to be done about something that stands beside a case, by whoever reads so. */
export type CaseTurn =
  | 'answerEstimate'
  | 'confirmTime'
  | 'readSummary'
  | 'conclude'
  | 'estimate'
  | 'dates'
  | 'arrival'
  | 'admission'
  | 'summary'
  | 'meeting';

/** One of them: in which states of a case, and when, said of the case's alias. */
type Turn = { turn: CaseTurn; in: readonly ReferralState[]; is: (c: Sql) => Sql };

const live = (c: Sql, is: Sql) => sql`EXISTS (SELECT 1 FROM appointment a
  WHERE a.referral_id = ${c}.id AND a.org_id = ${c}.accepted_org_id AND ${is})`;
const held = (c: Sql) => live(c, sql`a.state = 'proposed' AND a.held_until > forum_now()`);
const ahead = (c: Sql) =>
  live(
    c,
    sql`a.kind = 'followUp' AND ((a.state = 'proposed' AND a.held_until > forum_now())
      OR (a.state = 'confirmed' AND EXISTS (SELECT 1 FROM booking b WHERE b.id = a.booking_id AND b.starts_at > forum_now())))`,
  );
const estimate = (c: Sql, is: Sql) => sql`EXISTS (SELECT 1 FROM estimate e
  WHERE e.referral_id = ${c}.id AND e.org_id = ${c}.accepted_org_id AND ${is})`;
const ISSUED = sql`(e.state = 'issued' AND e.valid_until >= day_in_japan())`;
const summary = (c: Sql, is: Sql) => sql`EXISTS (SELECT 1 FROM return_summary s
  WHERE s.referral_id = ${c}.id AND s.org_id = ${c}.accepted_org_id AND s.kind = 'stay' AND s.state = 'issued' AND ${is})`;
const READ = sql`(s.reviewed_at IS NOT NULL OR EXISTS (SELECT 1 FROM summary_link k
  WHERE k.summary_id = s.id AND k.reviewed_at IS NOT NULL))`;
/** A second opinion comes first, and has turns of its own (`opinionWaits`). */
const opinion = (c: Sql) => sql`EXISTS (SELECT 1 FROM second_opinion q WHERE q.referral_id = ${c}.id
  AND q.state IN ('agreed', 'held') AND (q.org_id IS NULL OR q.org_id = ${c}.accepted_org_id))`;
const stayBegins = (c: Sql) => sql`EXISTS (SELECT 1 FROM referral_stay t
  WHERE t.referral_id = ${c}.id AND t.starts_on <= day_in_japan())`;

const CONCLUDE: Turn = {
  turn: 'conclude',
  in: ['discharged'],
  is: (c) => sql`${summary(c, READ)} AND NOT ${ahead(c)}`,
};

const OF_SENDER: readonly Turn[] = [
  { turn: 'confirmTime', in: IN_CARE, is: held },
  { turn: 'answerEstimate', in: WITH_HOSPITAL, is: (c) => estimate(c, ISSUED) },
  { turn: 'readSummary', in: ['discharged'], is: (c) => summary(c, sql`NOT ${READ}`) },
  CONCLUDE,
];

const OF_HOSPITAL: readonly Turn[] = [
  {
    turn: 'estimate',
    in: ['accepted'],
    is: (c) =>
      sql`NOT ${opinion(c)} AND NOT ${estimate(c, sql`e.purpose = 'stay' AND (e.state = 'accepted' OR ${ISSUED})`)}`,
  },
  {
    turn: 'dates',
    in: ['accepted'],
    is: (c) =>
      sql`NOT ${opinion(c)} AND ${estimate(c, sql`e.purpose = 'stay' AND e.state = 'accepted'`)} AND NOT ${held(c)}`,
  },
  { turn: 'arrival', in: ['scheduled'], is: stayBegins },
  { turn: 'admission', in: ['arrived'], is: () => sql`true` },
  { turn: 'summary', in: ['discharged'], is: (c) => sql`NOT ${summary(c, sql`true`)}` },
  {
    turn: 'meeting',
    in: ['discharged'],
    is: (c) =>
      live(
        c,
        sql`a.kind = 'followUp' AND a.mode = 'online' AND a.state = 'confirmed'
          AND EXISTS (SELECT 1 FROM booking b WHERE b.id = a.booking_id AND b.ends_at > forum_now())
          AND NOT EXISTS (SELECT 1 FROM appointment_link k WHERE k.appointment_id = a.id)`,
      ),
  },
];

const OF_OFFICER: readonly Turn[] = [CONCLUDE];

function turnsOf(actor: Actor): readonly Turn[] {
  if (isSender(actor.orgKind)) return OF_SENDER;
  if (actor.orgKind === 'secretariat') return OF_OFFICER;
  return actor.orgKind === 'hospital' ? OF_HOSPITAL : [];
}

/** Whose the case `c` is, of those who have turns. */
function mine(actor: Actor): Sql {
  if (isSender(actor.orgKind)) return sql`c.partner_org_id = ${actor.orgId}::uuid`;
  return actor.orgKind === 'secretariat'
    ? sql`c.officer_id = ${actor.personId}::uuid`
    : sql`c.accepted_org_id = ${actor.orgId}::uuid`;
}

/**
 * Whether a case `r` waits for the caller because of something that stands beside it: an estimate, a
 * time, a step of the stay, what is written back. The cases in such states, which are few,
 * are looked for once and not case by case.
 */
export function turnWaits(actor: Actor): Sql {
  const turns = turnsOf(actor);
  if (turns.length === 0) return sql`(r.id IS NULL)`;
  const states = [...new Set(turns.flatMap((each) => each.in))];
  const any = turns.map((each) => sql`(c.state = ANY (${[...each.in]}) AND ${each.is(sql`c`)})`);
  const found = sql`r.id IN (SELECT c.id FROM referral c WHERE c.state = ANY (${states})
    AND c.cancel_requested_at IS NULL AND ${mine(actor)} AND (${join(any, ' OR ')}))`;
  // Once the consent has gone, a hospital can do nothing of it.
  return actor.orgKind === 'hospital'
    ? sql`(${found} AND ${visible(actor, 'estimate.view', referral)})`
    : sql`(${found})`;
}

/** Which of the caller's turns a case `r` waits for, the first that there is. */
export function turnOfCase(actor: Actor): Sql {
  const cases = turnsOf(actor).map(
    (each) =>
      sql`WHEN r.state = ANY (${[...each.in]}) AND ${each.is(sql`r`)} THEN ${each.turn}::text`,
  );
  return cases.length === 0 ? sql`NULL::text` : sql`CASE ${join(cases, ' ')} END`;
}
