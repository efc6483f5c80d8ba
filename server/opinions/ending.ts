import { cancelOpinionTime } from '#server/appointments/index.ts';
import { dropOpinionEstimates } from '#server/estimates/index.ts';
import type { CommandContext } from '#server/platform/use-case.ts';
import type { ReferralRow } from '#server/referrals/index.ts';
import type { Held } from './stepping.ts';

/** What rested on an agreement that is no more: its time is free again, its price holds no longer. */
export async function giveUp(
  context: Pick<CommandContext<unknown, ReferralRow>, 'tx' | 'actor'>,
  { row, opinion }: Held,
): Promise<void> {
  if (opinion.state !== 'agreed') return;
  const { tx, actor } = context;
  await cancelOpinionTime(tx, row, actor.personId);
  await dropOpinionEstimates(tx, row);
  await tx.sql`DELETE FROM opinion_link WHERE opinion_id = ${opinion.id}`;
}
