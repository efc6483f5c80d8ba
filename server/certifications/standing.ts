import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { lastDayOver } from '#server/membership/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { invalid } from '#server/platform/errors.ts';
import { STANDINGS, type Standing } from './plain.ts';

const PAIRS = Object.entries(STANDINGS).flatMap(([standing, kinds]) =>
  kinds.map((kind) => ({ standing, kind })),
);

/**
 * The standings that an organisation has lost by a day, as an array in SQL: what `lapsesOn` says of
 * its rows, and its membership where that is suspended, has ended or is over but for its patients.
 */
export function lapsedStandings(orgId: Sql, today: string): Sql {
  return sql`(ARRAY(SELECT 'membership' FROM organisation lost WHERE lost.id = ${orgId}
      AND (lost.override IS NOT NULL OR ${lastDayOver(sql`lost.id`, today)} IS NOT NULL))
    || ARRAY(SELECT s.standing FROM certification z
      JOIN unnest(${PAIRS.map(({ standing }) => standing)}::text[], ${PAIRS.map(({ kind }) => kind)}::text[])
        AS s(standing, kind) ON s.kind = z.kind
     WHERE z.org_id = ${orgId} GROUP BY s.standing
    HAVING bool_or(z.valid_to < ${today}::date)
       AND NOT bool_or(z.valid_from <= ${today}::date AND coalesce(z.valid_to, ${today}::date) >= ${today}::date)
     ORDER BY s.standing))`;
}

/** What an organisation has lost now. */
export async function lapsedNow(tx: Tx, orgId: string): Promise<Standing[]> {
  const { rows } = await tx.query<{ lapsed: Standing[] }>(
    sql`SELECT ${lapsedStandings(sql`${orgId}::uuid`, dayInJapan(tx.now))} AS lapsed`,
  );
  return rows[0]!.lapsed;
}

/** Refuses new work for whoever has lost a standing, and names it. What is under way goes on. */
export function refuseLapsed(lapsed: readonly Standing[], path: string): void {
  if (lapsed.length === 0) return;
  throw invalid(
    'CERTIFICATION_LAPSED',
    undefined,
    lapsed.map((standing) => ({ path, message: `lapsed.${standing}` })),
  );
}
