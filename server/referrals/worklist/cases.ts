import { lapsedStandings, type Standing } from '#server/certifications/index.ts';
import { sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { referral } from '../access.ts';
import { nameColumns, readable, type NameColumns } from '../names.ts';
import { DONE, type OpinionMark, type WorklistView } from '../plain.ts';
import { clockOf } from '../rules/answer-clock.ts';
import { GROUP_OF } from '../rules/states.ts';
import type { Label, Urgency } from '../schemas.ts';
import { isSender } from '../side.ts';
import { guaranteeWaits } from '../turns.ts';
import { isDone, isLive, notAnothersDraft, waitsFor } from '../standing.ts';
import {
  behind,
  inView,
  COUNTED_TO,
  LINES,
  opinionMark,
  orderBy,
  placeOf,
  visaAlarm,
  type CaseLine,
  type Counted,
  type Order,
  type Wanted,
} from './lines.ts';

// As `referral_live` and `referral_done` have them: an index serves the order and the view.
const DUE: Order = {
  by: `coalesce(r.answer_deadline, 'infinity'::timestamptz)`,
  id: 'r.id',
  descending: false,
};
const ENDED: Order = {
  by: 'coalesce(r.closed_at, r.submitted_at, r.created_at)',
  id: 'r.id',
  descending: true,
};

/** Which cases `r` a view shows. */
function shows(view: WorklistView, actor: Actor): Sql {
  // A guarantor still reports a departure of a case that is closed.
  if (view === 'done') {
    return actor.orgKind === 'facilitator'
      ? sql`${isDone} AND NOT ${guaranteeWaits(actor)}`
      : isDone;
  }
  return view === 'waiting'
    ? waitsFor(actor)
    : sql`${isLive} AND ${notAnothersDraft(actor)} AND NOT ${waitsFor(actor)}`;
}

/** How many cases each view of the caller has, counted to `COUNTED_TO`. */
export async function caseCounts(tx: Tx, actor: Actor): Promise<Counted> {
  const count = (view: WorklistView) => sql`(SELECT count(*)::int FROM (
    SELECT FROM referral r WHERE ${visible(actor, 'referral.viewMeta', referral)}
       AND ${shows(view, actor)} LIMIT ${COUNTED_TO}) counted)`;
  if (isSender(actor.orgKind)) {
    // A sender's own cases are few enough to ask each of them once.
    const counted =
      actor.orgKind === 'facilitator' ? sql`(${isLive} OR ${guaranteeWaits(actor)})` : isLive;
    const [each] = await tx.sql<Record<WorklistView, number> & { ids: string[] }>`
      SELECT least(${COUNTED_TO}, count(*) FILTER (WHERE waits))::int AS waiting,
             least(${COUNTED_TO}, count(*) FILTER (WHERE NOT waits))::int AS running, ${count('done')} AS done,
             coalesce(array_agg(id) FILTER (WHERE waits), '{}') AS ids
        FROM (SELECT r.id, ${waitsFor(actor)} AS waits FROM referral r
               WHERE ${visible(actor, 'referral.viewMeta', referral)}
                 AND ${counted} OFFSET 0) each`;
    const { ids, ...counts } = each!;
    return { counts, waiting: ids };
  }
  const [counts] = await tx.sql<Record<WorklistView, number>>`
    SELECT ${count('waiting')} AS waiting, ${count('running')} AS running, ${count('done')} AS done`;
  return { counts: counts!, waiting: null };
}

/** States in which somebody's clock runs. */
const CLOCKED: readonly ReferralState[] = ['submitted', 'intakeReview', 'broadcasting'];

type CaseColumns = {
  id: string;
  code: string;
  state: ReferralState;
  urgency: Urgency;
  specialty: Label | null;
  partner: Label | null;
  officerId: string | null;
  officer: NameColumns | null;
  createdAt: Date;
  submittedAt: Date | null;
  closedAt: Date | null;
  deadline: Date | null;
  askedAt: Date | null;
  pausedAt: Date | null;
  waits: boolean;
  changed: boolean;
  visaAlarm: boolean;
  opinion: OpinionMark | null;
  lapsed: Standing[];
};

/** A page of the caller's cases, and one more where another page follows. */
export async function caseLines(tx: Tx, actor: Actor, wanted: Wanted): Promise<CaseLine[]> {
  const { view, code, after, waiting } = wanted;
  const order = view === 'done' ? ENDED : DUE;
  const shown =
    view === 'waiting' && waiting ? sql`r.id = ANY (${waiting}::uuid[])` : shows(view, actor);
  const which =
    code === undefined
      ? sql`${shown} AND ${behind(order, after)}`
      : sql`r.code = ${code} AND ${notAnothersDraft(actor)}`;
  const rows = await tx.sql<CaseColumns>`
    SELECT r.id, r.code, r.state, r.urgency, s.labels AS specialty, o.short_name AS partner,
           r.officer_id AS "officerId", ${nameColumns('p')} AS officer, r.created_at AS "createdAt",
           r.submitted_at AS "submittedAt", r.closed_at AS "closedAt", r.answer_deadline AS deadline,
           r.clock_from AS "askedAt", r.clock_paused_at AS "pausedAt", ${code === undefined ? inView(view) : waitsFor(actor)} AS waits,
           coalesce((SELECT max(e.at) FROM referral_event e WHERE e.referral_id = r.id
             AND e.actor_id IS DISTINCT FROM ${actor.personId}::uuid) > coalesce(l.at, '-infinity'), false) AS changed,
           ${visaAlarm(actor)} AS "visaAlarm", ${opinionMark(actor)} AS opinion, ${lapsedAmong(actor, dayInJapan(tx.now))} AS lapsed
      FROM (SELECT r.* FROM referral r WHERE ${visible(actor, 'referral.viewMeta', referral)} AND ${which}
             ORDER BY ${orderBy(order)} LIMIT ${LINES + 1}) r
      LEFT JOIN organisation o ON o.id = r.partner_org_id
      LEFT JOIN person p ON p.id = r.officer_id
      LEFT JOIN term s ON s.vocabulary = 'clinicalSpecialties' AND s.code = r.specialty
      LEFT JOIN referral_look l ON l.record_id = r.id AND l.person_id = ${actor.personId}
     ORDER BY ${orderBy(order)}`;
  return rows.map((row) => ({
    kind: 'case',
    view: viewOf(row),
    code: row.code,
    state: row.state,
    group: GROUP_OF[row.state],
    urgency: row.urgency,
    specialty: row.specialty,
    partner: row.partner,
    officer: readable(row.officer, actor.lang),
    mine: row.officerId === actor.personId,
    lapsed: row.lapsed,
    visaAlarm: row.visaAlarm,
    opinion: row.opinion,
    ageFrom: (row.submittedAt ?? row.createdAt).toISOString(),
    place: placeOf(order === DUE ? row.deadline : endOf(row), row.id),
    // What others carry is theirs to follow.
    changed: row.changed && (actor.orgKind !== 'secretariat' || row.officerId === actor.personId),
    clock:
      CLOCKED.includes(row.state) && row.deadline && row.askedAt
        ? clockOf(row.askedAt, row.deadline, tx.now, row.pausedAt)
        : null,
  }));
}

/** What those who carry a case `r` have lost, as the secretariat sees it. */
function lapsedAmong(actor: Actor, today: string): Sql {
  if (actor.orgKind !== 'secretariat') return sql`'{}'::text[]`;
  return sql`CASE WHEN ${isLive} THEN ${lapsedStandings(sql`r.accepted_org_id`, today)}
    || ${lapsedStandings(sql`r.facilitator_org_id`, today)} ELSE '{}'::text[] END`;
}

function viewOf({ state, waits }: CaseColumns): WorklistView {
  if (waits) return 'waiting';
  return DONE.includes(state) ? 'done' : 'running';
}

function endOf({ closedAt, submittedAt, createdAt }: CaseColumns): Date {
  return closedAt ?? submittedAt ?? createdAt;
}
