import { sql } from '#server/platform/access/access.ts';
import type { CommandContext } from '#server/platform/use-case.ts';
import type { ReferralRow } from './access.ts';
import {
  announce,
  endOffers,
  move,
  noClock,
  offerClosed,
  onCase,
  settleGrants,
  worklistsOf,
} from './cases.ts';
import { tellCase, theCircle } from './telling.ts';
import { by } from './timeline.ts';

/** Ends a case before its time: it closes to every hospital, the accepted one included, at once. */
export async function endCase(
  { actor, tx, emit, audit }: CommandContext<unknown, unknown>,
  row: ReferralRow,
  act: 'cancel' | 'confirmCancel',
  reason: string,
) {
  const ended = await endOffers(tx, row.id, 'withdrawn');
  const state = await move(tx, row, act, by(actor), {
    set: [sql`closed_at = ${tx.now}`, ...noClock],
    facts: { reason },
  });
  if (row.acceptedOfferId) {
    await tx.sql`UPDATE offer SET closed_at = ${tx.now}, version = version + 1 WHERE id = ${row.acceptedOfferId}`;
    ended.push({ id: row.acceptedOfferId, orgId: row.acceptedOrgId! });
  }
  await settleGrants(tx, row.id);
  await announce(emit, [
    ...ended.map(offerClosed),
    onCase(row.id, 'case.cancelled'),
    ...(await worklistsOf(
      tx,
      row,
      ended.map(({ orgId }) => orgId),
    )),
  ]);
  if (row.state !== 'draft') {
    await tellCase(tx, row, 'referral.cancelled', theCircle(row), actor.personId);
  }
  audit({ referralId: row.id, reason, offers: ended.map(({ id }) => id) });
  return { code: row.code, state, version: row.version + 1 };
}
