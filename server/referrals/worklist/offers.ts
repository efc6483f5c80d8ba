import { sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { candidacy, offer } from '../access.ts';
import { ownStatus } from '../projections.ts';
import { DONE, type OpinionMark, type WorklistView } from '../plain.ts';
import { clockOf } from '../rules/answer-clock.ts';
import type { OfferStatus } from '../rules/offers.ts';
import type { Label, Urgency } from '../schemas.ts';
import { besideWaits, isLive, offerWaits } from '../standing.ts';
import {
  behind,
  inView,
  COUNTED_TO,
  LINES,
  opinionMark,
  orderBy,
  placeOf,
  type Counted,
  visaAlarm,
  type OfferLine,
  type Order,
  type Wanted,
} from './lines.ts';

const DUE: Order = {
  by: `coalesce(r.answer_deadline, 'infinity'::timestamptz)`,
  id: 'f.id',
  descending: false,
};
// As `offer_ended` has it.
const ENDED: Order = {
  by: 'coalesce(f.closed_at, f.answered_at, f.sent_at)',
  id: 'f.id',
  descending: true,
};

/** The hospital's offers `f`, each with the case `r` where the door to it stands open. */
function doors(actor: Actor): Sql {
  return sql`offer f LEFT JOIN referral r
    ON r.id = f.referral_id AND ${visible(actor, 'referral.viewDeid', candidacy)}`;
}

/** To be answered or confirmed; of a case that the hospital has, what stands beside it and is its turn. */
function waits(actor: Actor): Sql {
  return sql`((r.state = 'broadcasting' AND ${offerWaits})
    OR (f.status = 'accepted' AND ${besideWaits(actor)}))`;
}
const LIVE = sql`(r.id IS NOT NULL AND ${isLive})`;

/** Which offers a view shows. */
function shows(view: WorklistView, actor: Actor): Sql {
  if (view === 'done') return sql`NOT ${LIVE}`;
  return view === 'waiting'
    ? sql`${LIVE} AND ${waits(actor)}`
    : sql`${LIVE} AND NOT ${waits(actor)}`;
}

/**
 * How many offers each view of the caller's hospital has; what has ended is counted to `COUNTED_TO`, as
 * all there are without those that are under way, which are few.
 */
export async function offerCounts(tx: Tx, actor: Actor): Promise<Counted> {
  const mine = visible(actor, 'referral.viewMeta', offer);
  const [counts] = await tx.sql<Record<WorklistView, number>>`
    WITH live AS (
      SELECT count(*) FILTER (WHERE waits)::int AS waiting, count(*) FILTER (WHERE NOT waits)::int AS running
        FROM (SELECT ${waits(actor)} AS waits FROM offer f JOIN referral r ON r.id = f.referral_id
               WHERE ${mine} AND ${visible(actor, 'referral.viewDeid', candidacy)} AND ${isLive} OFFSET 0) each)
    SELECT waiting, running, least(${COUNTED_TO}, (SELECT count(*)::int FROM (
             SELECT FROM offer f WHERE ${mine} LIMIT (SELECT ${COUNTED_TO} + waiting + running FROM live)) counted)
           - waiting - running) AS done FROM live`;
  return { counts: counts!, waiting: null };
}

type OfferColumns = {
  offerId: string;
  code: string;
  status: OfferStatus;
  waits: boolean;
  state: ReferralState | null;
  urgency: Urgency | null;
  specialty: Label | null;
  deadline: Date | null;
  clockFrom: Date;
  pausedAt: Date | null;
  sentAt: Date;
  answeredAt: Date | null;
  closedAt: Date | null;
  changed: boolean;
  visaAlarm: boolean;
  opinion: OpinionMark | null;
};

/**
 * A page of the hospital's offers, and one more where another page follows. The columns of the case are
 * read only where the door to it stands open.
 */
export async function offerLines(tx: Tx, actor: Actor, wanted: Wanted): Promise<OfferLine[]> {
  const { view, code, after } = wanted;
  const order = view === 'done' ? ENDED : DUE;
  const which =
    code === undefined
      ? sql`${shows(view, actor)} AND ${behind(order, after)}`
      : sql`f.referral_id = (SELECT id FROM referral WHERE code = ${code})`;
  const rows = await tx.sql<OfferColumns>`
    SELECT f.id AS "offerId", c.code, f.status, ${code === undefined ? inView(view) : waits(actor)} AS waits, r.state, r.urgency,
           s.labels AS specialty, r.answer_deadline AS deadline, coalesce(r.clock_from, f.sent_at) AS "clockFrom",
           r.clock_paused_at AS "pausedAt", f.sent_at AS "sentAt",
           f.answered_at AS "answeredAt", f.closed_at AS "closedAt",
           coalesce(${visaAlarm(actor)}, false) AS "visaAlarm", ${opinionMark(actor)} AS opinion,
           coalesce(greatest(f.sent_at, f.chosen_at, f.closed_at) > l.at, true) AS changed
      FROM ${doors(actor)}
      JOIN (SELECT id, code FROM referral) c ON c.id = f.referral_id
      LEFT JOIN term s ON s.vocabulary = 'clinicalSpecialties' AND s.code = r.specialty
      LEFT JOIN referral_look l ON l.record_id = f.id AND l.person_id = ${actor.personId}
     WHERE ${visible(actor, 'referral.viewMeta', offer)} AND ${which}
     ORDER BY ${orderBy(order)} LIMIT ${LINES + 1}`;
  return rows.map((row) => ({
    kind: 'offer',
    view: viewOf(row),
    offerId: row.offerId,
    code: row.code,
    status: ownStatus(row.status),
    state: row.state,
    urgency: row.urgency,
    specialty: row.specialty,
    ageFrom: row.sentAt.toISOString(),
    place: placeOf(
      order === DUE ? row.deadline : (row.closedAt ?? row.answeredAt ?? row.sentAt),
      row.offerId,
    ),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    changed: row.changed,
    visaAlarm: row.visaAlarm,
    opinion: row.opinion,
    clock:
      row.state === 'broadcasting' && row.deadline
        ? clockOf(row.clockFrom, row.deadline, tx.now, row.pausedAt)
        : null,
  }));
}

function viewOf({ state, waits }: OfferColumns): WorklistView {
  if (state === null || DONE.includes(state)) return 'done';
  return waits ? 'waiting' : 'running';
}
