import type { Tx } from '#server/platform/database/transaction.ts';
import { referral, type ReferralRow } from './access.ts';
import { goOn, type Backup } from './backups.ts';
import { move, noClock } from './cases.ts';
import { OPEN_STATUSES, UNANSWERED_STATUSES } from './rules/offers.ts';
import { tellCase, theChoosers, theOfficer } from './telling.ts';

export type After = { type: string | null; next: Backup | null; ended: Backup[] };

/**
 * What a hospital's "no" leads to. The chosen one's: the next backup, or the officer. The last one's:
 * the case has no taker. Otherwise the others' answers are awaited, or are all there to choose from.
 */
export async function afterNo(
  tx: Tx,
  row: ReferralRow,
  wasChosen: boolean,
  actorId: string | null,
): Promise<After> {
  const nobody = { actorId: null, orgId: null };
  if (wasChosen) {
    const { next, ended } = await goOn(tx, row, nobody, 'declined');
    const notice = next ? 'referral.nextAsked' : 'referral.backupsRanOut';
    await tellCase(tx, row, notice, theChoosers(row), actorId);
    return { type: next ? 'case.chosen' : 'case.backupsRanOut', next, ended };
  }
  const { offers } = (await referral.find(tx, row.id))!;
  const some = (statuses: readonly string[]) =>
    offers.some(({ status }) => statuses.includes(status));
  if (some(OPEN_STATUSES)) {
    if (!some([...UNANSWERED_STATUSES, 'chosen'])) {
      await tellCase(tx, row, 'referral.toChoose', theChoosers(row), actorId);
    }
    return { type: null, next: null, ended: [] };
  }
  await move(tx, row, 'closeUnanswered', nobody, { set: noClock });
  await tellCase(tx, row, 'referral.noTaker', theOfficer(row), actorId);
  return { type: 'case.noTaker', next: null, ended: [] };
}
