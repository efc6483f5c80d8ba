import { sql, type Sql, join } from '#server/platform/access/access.ts';
import type { Action } from '#server/platform/access/matrix.ts';
import { conflict, invalid, type AppError } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { CommandContext } from '#server/platform/use-case.ts';
import { lockCase, referral, type ReferralRow } from '#server/referrals/index.ts';
import { planOf, type PlanRow } from './reading.ts';

/** A plan under its case's lock, for a change. */
export type Held = { row: ReferralRow; plan: PlanRow; today: string };

/**
 * Locks the case, asks the gate once more, and reads the plan that the caller's version is of.
 * @throws 409 where the case or the plan has moved on
 */
export async function holdPlan(
  { subject, tx, may }: CommandContext<unknown, ReferralRow>,
  gate: Action,
  version: number,
): Promise<Held> {
  const row = await lockCase(tx, subject.id);
  if (!may(gate, referral, row)) throw conflict('STATE_CHANGED');
  const plan = await planOf(tx, row);
  if (!plan) throw conflict('STATE_CHANGED');
  if (plan.version !== version) throw conflict('STALE_VERSION');
  return { row, plan, today: dayInJapan(tx.now) };
}

/** Writes columns of a plan, if it is still the one that was read. */
export async function setOn(
  { tx }: Pick<CommandContext<unknown, ReferralRow>, 'tx'>,
  { plan }: Held,
  columns: readonly Sql[],
): Promise<void> {
  const { count } = await tx.query(sql`
    UPDATE visa_plan SET ${join([...columns], ', ')}, version = version + 1
     WHERE id = ${plan.id}::uuid AND version = ${plan.version}`);
  if (count !== 1) throw conflict('STALE_VERSION');
}

/** The refusal of one field. */
export function at(path: string, message: string): AppError {
  return invalid('INVALID_INPUT', undefined, [{ path, message }]);
}

/** Refuses a day that lies ahead, or before one that comes before it. */
export function notBefore(
  path: string,
  day: string,
  { from, today }: { from: string | null; today: string },
): void {
  if (day > today) throw at(path, 'inTheFuture');
  if (from !== null && day < from) throw at(path, 'endsBeforeStart');
}
