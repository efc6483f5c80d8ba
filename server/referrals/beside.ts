import type { Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralRow } from './access.ts';
import { announce, onCase, worklistsOf, type Emit } from './cases.ts';
import { tellCase, theCircle, type CaseNotice } from './telling.ts';
import { enter, type EventType } from './timeline.ts';

/** Entries of the timeline that those who carry the case are told of in the same words. */
type Told = {
  [Type in EventType]: `referral.${Type}` extends CaseNotice ? Type : never;
}[EventType];

/**
 * What a step of something that stands beside a case ends with (an appointment, an estimate, a return
 * summary): an entry of the case's timeline, a notice to those who carry the case, and their
 * open pages and lists.
 * None of them says more than that it happened: the case's page does.
 * @param to who is told, where that is not everybody who carries the case
 * @param entry the entry of the timeline, where not everybody who reads of the others reads of it
 */
export async function tellBeside(
  tx: Tx,
  emit: Emit,
  row: ReferralRow,
  type: Told,
  who: { actorId: string | null; orgId: string | null },
  to: Sql = theCircle(row),
  entry: EventType = type,
): Promise<void> {
  await enter(tx, { referralId: row.id, type: entry, ...who });
  const hospital = row.acceptedOrgId ? [row.acceptedOrgId] : [];
  await announce(emit, [onCase(row.id, `case.${type}`), ...(await worklistsOf(tx, row, hospital))]);
  const notice: CaseNotice = `referral.${type}`;
  await tellCase(tx, row, notice, to, who.actorId);
}
