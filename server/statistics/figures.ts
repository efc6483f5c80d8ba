import {
  LAST_STATE,
  publish,
  referral,
  SMALLEST_COUNT,
  type Cell,
  type Published,
} from '#server/referrals/index.ts';
import { raw, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { isPublic, others } from './access.ts';

/** Days from being asked to accepting, by category: quartiles, with how many they are of. */
export type Times = Cell & { q1: number; median: number; q3: number };

/** Which patients a figure counts: days in Japan, the last one not included. */
export type Span = { from: string; to: string };

const OUTCOMES = sql`CASE
  WHEN r.outcome IS NOT NULL THEN r.outcome
  WHEN r.accepted_org_id IS NOT NULL AND ${LAST_STATE} <> 'cancelled' THEN 'accepted'
  WHEN ${LAST_STATE} = 'noTaker' THEN 'noTaker' WHEN ${LAST_STATE} = 'cancelled' THEN 'cancelled' ELSE 'open' END`;

/** What is counted of patients, by category. */
export type Figures = {
  specialties: Published<Times> | null;
  countries: Published<Times> | null;
  outcomes: Published<Cell> | null;
};

/** Everything that a caller may count, as of now. */
export async function figuresFor(tx: Tx, actor: Actor, span: Span): Promise<Figures> {
  return {
    specialties: await timesBy(tx, actor, 'specialty', span),
    countries: await timesBy(tx, actor, 'country', span),
    outcomes: await outcomes(tx, actor, span),
  };
}

/** How long hospitals took to accept, by a column of the case, of those that the caller may count. */
async function timesBy(
  tx: Tx,
  actor: Actor,
  column: 'specialty' | 'country',
  span: Span,
): Promise<Published<Times> | null> {
  const key = raw(`r.${column}`);
  const { rows } = await tx.query<Times>(sql`
    WITH taken AS (
      SELECT ${key} AS key, extract(epoch FROM f.answered_at - f.sent_at) / 86400 AS days
        FROM referral r JOIN offer f ON f.id = r.accepted_offer_id
       WHERE ${visible(actor, 'referral.stats', referral)} AND ${during(span)} AND ${others(actor)}
         AND ${LAST_STATE} <> 'cancelled'
         AND r.outcome IS NULL AND ${key} <> '' AND f.answered_at IS NOT NULL AND f.sent_at IS NOT NULL)
    SELECT key, count(*)::int AS n,
           round(percentile_cont(0.25) WITHIN GROUP (ORDER BY days)::numeric, 1)::float8 AS q1,
           round(percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric, 1)::float8 AS median,
           round(percentile_cont(0.75) WITHIN GROUP (ORDER BY days)::numeric, 1)::float8 AS q3
      FROM taken GROUP BY key ORDER BY n DESC, key`);
  return told(actor, rows);
}

/** What became of the requests that the caller may count. */
async function outcomes(tx: Tx, actor: Actor, span: Span): Promise<Published<Cell> | null> {
  const { rows } = await tx.query<Cell>(sql`
    SELECT ${OUTCOMES} AS key, count(*)::int AS n FROM referral r
     WHERE ${visible(actor, 'referral.stats', referral)} AND ${during(span)} AND ${others(actor)}
     GROUP BY 1 ORDER BY n DESC, key`);
  // How many were accepted follows from the times as well, so it cannot be hidden here.
  return told(actor, rows, 'accepted');
}

function told<C extends Cell>(
  actor: Actor,
  cells: C[],
  keep: string | null = null,
): Published<C> | null {
  if (isPublic(actor)) return publish(cells, SMALLEST_COUNT, keep);
  return cells.length > 0 ? { shown: cells, rest: 0 } : null;
}

function during({ from, to }: Span): Sql {
  return sql`r.submitted_at >= ${from}::timestamp AT TIME ZONE 'Asia/Tokyo'
    AND r.submitted_at < ${to}::timestamp AT TIME ZONE 'Asia/Tokyo'`;
}
