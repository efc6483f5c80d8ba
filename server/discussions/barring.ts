import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';

/** Until when somebody may read but not write, as JSON's moment; null: they may. */
export function barredUntil(personId: string | null) {
  return sql`(SELECT to_char(max(until) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM writing_bar
    WHERE person_id = ${personId}::uuid AND until > forum_now())`;
}

/**
 * Refuses a new text of somebody whom the secretariat has barred from writing. Asked wherever words
 * come in; what they read, sign and vote stays theirs.
 */
export async function refuseBarred(tx: Tx, personId: string): Promise<void> {
  const { count } = await tx.query(
    sql`SELECT 1 FROM writing_bar WHERE person_id = ${personId}::uuid AND until > ${tx.now}::timestamptz LIMIT 1`,
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
