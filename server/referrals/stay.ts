import { raw, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { Label } from './schemas.ts';

/** The days of a stay in the order in which they come, each not before the one before it. */
const DAYS = ['arrived_on', 'admitted_on', 'discharged_on'] as const;

/**
 * Records a day of the stay as it was lived.
 * @throws 422 when it lies ahead, or before the step before it
 */
export async function recordDay(
  tx: Tx,
  referralId: string,
  day: (typeof DAYS)[number],
  on: string,
): Promise<void> {
  if (on > dayInJapan(tx.now)) throw at('inTheFuture');
  const before = DAYS[DAYS.indexOf(day) - 1];
  const notEarlier = before ? sql`coalesce(${raw(before)} <= ${on}::date, true)` : sql`true`;
  const { count } = await tx.query(
    sql`UPDATE referral_stay SET ${raw(day)} = ${on}::date WHERE referral_id = ${referralId} AND ${notEarlier}`,
  );
  if (count === 0) throw at('endsBeforeStart');
}

function at(message: string) {
  return invalid('INVALID_INPUT', undefined, [{ path: 'on', message }]);
}

/** A stay as the page shows it: days as dates without a time. */
export async function stayOf(tx: Tx, referralId: string) {
  const [row] = await tx.sql<{
    department: string;
    label: Label | null;
    startsOn: string;
    endsOn: string | null;
    arrivedOn: string | null;
    admittedOn: string | null;
    dischargedOn: string | null;
  }>`
    SELECT s.department, t.labels AS label, s.starts_on::text AS "startsOn", s.ends_on::text AS "endsOn",
           s.arrived_on::text AS "arrivedOn", s.admitted_on::text AS "admittedOn", s.discharged_on::text AS "dischargedOn"
      FROM referral_stay s
      LEFT JOIN term t ON t.vocabulary = 'clinicalSpecialties' AND t.code = s.department
     WHERE s.referral_id = ${referralId}`;
  return row ?? null;
}
