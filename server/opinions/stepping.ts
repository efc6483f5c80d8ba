import type { Action } from '#server/platform/access/matrix.ts';
import { sql, type Sql, join } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import type { CommandContext } from '#server/platform/use-case.ts';
import {
  lockCase,
  opinionOf,
  referral,
  type Opinion,
  type OpinionState,
  type ReferralRow,
} from '#server/referrals/index.ts';

/** A second opinion under its case's lock, for a step. */
export type Held = { row: ReferralRow; opinion: Opinion };

/**
 * Locks the case, asks the gate once more, and reads the second opinion that the caller's version is of.
 * @throws 409 where the case or the opinion has moved on
 */
export async function holdOpinion(
  { subject, tx, may }: CommandContext<unknown, ReferralRow>,
  gate: Action,
  version: number,
  from: readonly OpinionState[],
): Promise<Held> {
  const row = await lockCase(tx, subject.id);
  if (!may(gate, referral, row)) throw conflict('STATE_CHANGED');
  const opinion = await opinionOf(tx, row);
  if (!opinion || !from.includes(opinion.state)) throw conflict('STATE_CHANGED');
  if (opinion.version !== version) throw conflict('STALE_VERSION');
  return { row, opinion };
}

/** Writes a step, if the opinion still stands where it was read. */
export async function stepTo(
  { tx }: Pick<CommandContext<unknown, ReferralRow>, 'tx'>,
  { opinion }: Held,
  state: OpinionState,
  set: readonly Sql[] = [],
): Promise<number> {
  const columns = join([sql`state = ${state}, version = version + 1`, ...set], ', ');
  const { count } = await tx.query(sql`
    UPDATE second_opinion SET ${columns}
     WHERE id = ${opinion.id}::uuid AND version = ${opinion.version} AND state = ${opinion.state}`);
  if (count !== 1) throw conflict('STALE_VERSION');
  return opinion.version + 1;
}
