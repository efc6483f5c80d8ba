import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';

/** A bar `b` that holds now: its days are not over and nobody has lifted it. */
export const BAR_HOLDS = sql`b.lifted_at IS NULL AND b.until > forum_now()`;

/** Until when somebody may read but not write, as JSON's moment; null: they may. */
export function barredUntil(personId: string | null) {
  return sql`(SELECT to_char(max(b.until) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM writing_bar b
    WHERE b.person_id = ${personId}::uuid AND ${BAR_HOLDS})`;
}

/**
 * Refuses a new text of somebody whom the secretariat has barred from writing. The kernel asks before
 * every act that names fields of its input as `words`; what they read, sign and vote stays theirs.
 */
export async function refuseBarred(tx: Tx, personId: string): Promise<void> {
  const { count } = await tx.query(
    sql`SELECT 1 FROM writing_bar b WHERE b.person_id = ${personId}::uuid AND ${BAR_HOLDS} LIMIT 1`,
    'discussions.refuseBarred',
  );
  if (count > 0) throw conflict('WRITING_BARRED');
}

/** Bars somebody from writing for so many days from now. */
export async function barFromWriting(
  tx: Tx,
  bar: { personId: string; reportId: string; barredBy: string; days: number },
): Promise<void> {
  await tx.sql`
    INSERT INTO writing_bar (id, person_id, report_id, barred_by, at, until)
    VALUES (${newId()}, ${bar.personId}, ${bar.reportId}, ${bar.barredBy}, ${tx.now},
            ${tx.now}::timestamptz + make_interval(days => ${bar.days}))`;
}

/**
 * Lifts every bar of somebody that holds, so that they may write again.
 * @returns the reports by which they were barred, the latest first; none: nothing held
 */
export async function liftBars(
  tx: Tx,
  lift: { personId: string; liftedBy: string; reason: string },
): Promise<string[]> {
  const { rows } = await tx.query<{ reportId: string }>(
    sql`WITH lifted AS (
          UPDATE writing_bar b SET lifted_at = ${tx.now}::timestamptz, lifted_by = ${lift.liftedBy}::uuid,
                 lift_reason = ${lift.reason}
           WHERE b.person_id = ${lift.personId}::uuid AND ${BAR_HOLDS} RETURNING b.report_id, b.at)
        SELECT report_id AS "reportId" FROM lifted ORDER BY at DESC`,
  );
  return rows.map(({ reportId }) => reportId);
}
