import { join, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import {
  IN_CARE,
  STATES,
  WITH_HOSPITAL,
  type ReferralState,
} from '#server/platform/access/matrix.ts';
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
  | 'meeting'
  | `visa.${VisaTurn}`;
/** The visa's: but for a report, as its plan keeps them (`server/visa/rules/turns.ts`). */
export type VisaTurn =
  'alarm' | 'guarantee' | 'papers' | 'apply' | 'step' | 'landing' | 'exit' | 'report';
type Party = 'partner' | 'hospital' | 'guarantor';

/** One of them: in which states of a case, and when, said of the case's alias. */
type Turn = {
  turn: CaseTurn;
  in: readonly ReferralState[];
  is: (c: Sql) => Sql;
  /** Kept by the visa's plan: all of them are looked for at once, among the few plans that have any. */
  ofPlan?: OfPlan;
};

type OfPlan = { key: `${Party}.${VisaTurn}`; agreed: boolean };

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

/** What a plan of the visa has waiting for a party; nobody travels while a second opinion comes first. */
const planned = (c: Sql, party: Party, turn: VisaTurn) => sql`(EXISTS (SELECT 1 FROM visa_plan v
  WHERE v.referral_id = ${c}.id AND v.org_id = ${c}.accepted_org_id AND ${`${party}.${turn}`} = ANY (v.turns))
  AND NOT (${c}.state = 'accepted' AND ${opinion(c)}))`;
const AGREED = sql`e.purpose = 'stay' AND e.state = 'accepted'`;
const agreed = (c: Sql, party: Party, turn: VisaTurn) =>
  sql`(${planned(c, party, turn)} AND ${estimate(c, AGREED)})`;

/** One of the visa's turns; some wait for an accepted estimate too. */
const ofPlan = (
  party: Party,
  turn: VisaTurn,
  {
    states = IN_CARE,
    agrees = false,
  }: { states?: readonly ReferralState[]; agrees?: boolean } = {},
): Turn => ({
  turn: `visa.${turn}`,
  in: states,
  is: (c) => (agrees ? agreed(c, party, turn) : planned(c, party, turn)),
  ofPlan: { key: `${party}.${turn}`, agreed: agrees },
});

/** The visa's turns of hospital or sender, those that do not fit first. */
const ofVisa = (party: Party): readonly Turn[] => [
  ofPlan(party, 'alarm'),
  ofPlan(party, 'papers', { agrees: true }),
  ofPlan(party, 'apply', { agrees: true }),
  ofPlan(party, 'step'),
  ofPlan(party, 'landing'),
];

/** Whether the plan of a case has any of these waiting. One look at the few plans that have something answers for all cases. */
function anyPlanned(c: Sql, turns: readonly Turn[]): Sql {
  const states = [...new Set(turns.flatMap((each) => each.in))];
  const keys = (agrees: boolean) =>
    turns.flatMap(({ ofPlan: of }) => (of?.agreed === agrees ? [of.key] : []));
  const has = (which: readonly string[]) => sql`(${c}.id, ${c}.accepted_org_id) IN (
    SELECT v.referral_id, v.org_id FROM visa_plan v WHERE v.turns <> '{}' AND v.turns && ${[...which]}::text[])`;
  return sql`(${c}.state = ANY (${states})
    AND (${has(keys(false))} OR (${has(keys(true))} AND ${estimate(c, AGREED)}))
    AND NOT (${c}.state = 'accepted' AND ${opinion(c)}))`;
}

const OF_SENDER: readonly Turn[] = [
  { turn: 'confirmTime', in: IN_CARE, is: held },
  { turn: 'answerEstimate', in: WITH_HOSPITAL, is: (c) => estimate(c, ISSUED) },
  { turn: 'readSummary', in: ['discharged'], is: (c) => summary(c, sql`NOT ${READ}`) },
  CONCLUDE,
  ...ofVisa('partner'),
];

/**
 * Money is none of its matter, so no estimate holds up its certificate. A departure is reported after the
 * case is closed, too, and a change wherever the case has gone.
 */
const OF_GUARANTOR: readonly Turn[] = [
  ofPlan('guarantor', 'exit', { states: [...IN_CARE, 'closed'] }),
  ofPlan('guarantor', 'alarm', { states: [...IN_CARE, 'closed'] }),
  {
    turn: 'visa.report',
    in: STATES['visa.report']!,
    is: (c) => sql`${c}.id IN (SELECT v.referral_id FROM visa_report p
      JOIN visa_plan v ON v.id = p.plan_id WHERE p.reported_on IS NULL)`,
  },
  ofPlan('guarantor', 'guarantee'),
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
  ...ofVisa('hospital'),
];

const OF_OFFICER: readonly Turn[] = [CONCLUDE];

/** Cases that are the caller's in one part of theirs, and what waits for that part. */
type Part = { mine: (c: Sql) => Sql; turns: readonly Turn[] };

/** A company that guarantees stays has them beside those of its own patients. */
function partsOf(actor: Actor): readonly Part[] {
  const { orgId, orgKind, personId } = actor;
  const sent: Part = {
    mine: (c) => sql`${c}.partner_org_id = ${orgId}::uuid`,
    turns: OF_SENDER,
  };
  if (orgKind === 'facilitator') return [...guaranteed(actor), sent];
  if (isSender(orgKind)) return [sent];
  if (orgKind === 'secretariat') {
    return [{ mine: (c) => sql`${c}.officer_id = ${personId}::uuid`, turns: OF_OFFICER }];
  }
  return orgKind === 'hospital'
    ? [{ mine: (c) => sql`${c}.accepted_org_id = ${orgId}::uuid`, turns: OF_HOSPITAL }]
    : [];
}

function guaranteed({ orgId, orgKind }: Actor): readonly Part[] {
  return orgKind === 'facilitator'
    ? [{ mine: (c) => sql`${c}.facilitator_org_id = ${orgId}::uuid`, turns: OF_GUARANTOR }]
    : [];
}

/** The cases `r` of some parts that wait, which are few: looked for once and not case by case. */
function waiting(parts: readonly Part[]): Sql {
  // No constant: PostgreSQL would take one for the number of a column.
  if (parts.length === 0) return sql`(r.id IS NULL)`;
  const found = parts.map(({ mine, turns }) => {
    const states = [...new Set(turns.flatMap((each) => each.in))];
    const one = (each: Turn) => sql`(c.state = ANY (${[...each.in]}) AND ${each.is(sql`c`)})`;
    const any = turns.filter((each) => !each.ofPlan).map(one);
    const kept = turns.filter((each) => each.ofPlan);
    if (kept.length > 0) any.push(anyPlanned(sql`c`, kept));
    return sql`r.id IN (SELECT c.id FROM referral c WHERE c.state = ANY (${states})
      AND c.cancel_requested_at IS NULL AND ${mine(sql`c`)} AND (${join(any, ' OR ')}))`;
  });
  return sql`(${join(found, ' OR ')})`;
}

/**
 * Whether a case `r` waits for the caller because of something that stands beside it: an estimate, a
 * time, a step of the stay, of the visa, what is written back.
 */
export function turnWaits(actor: Actor): Sql {
  const found = waiting(partsOf(actor));
  // Once the consent has gone, a hospital can do nothing of it.
  return actor.orgKind === 'hospital'
    ? sql`(${found} AND ${visible(actor, 'estimate.view', referral)})`
    : found;
}

/** Whether a case `r`, be it closed, waits for the caller as the guarantor of its patient's stay. */
export function guaranteeWaits(actor: Actor): Sql {
  return waiting(guaranteed(actor));
}

/** Which of the caller's turns a case `r` waits for, the first that there is. */
export function turnOfCase(actor: Actor): Sql {
  const cases = partsOf(actor).flatMap(({ mine, turns }) =>
    turns.map(
      (each) => sql`WHEN ${mine(sql`r`)} AND r.state = ANY (${[...each.in]}) AND ${each.is(sql`r`)}
        THEN ${each.turn}::text`,
    ),
  );
  return cases.length === 0 ? sql`NULL::text` : sql`CASE ${join(cases, ' ')} END`;
}
