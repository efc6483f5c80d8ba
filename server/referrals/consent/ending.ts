import type { Tx } from '#server/platform/database/transaction.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { ReferralRow } from '../access.ts';
import {
  announce,
  endOffers,
  intakeClock,
  move,
  offerClosed,
  onCase,
  settleGrants,
  touch,
  worklistsOf,
  type Emit,
} from '../cases.ts';
import { tellCase, theCircle } from '../telling.ts';
import { enter } from '../timeline.ts';

const HOW = {
  withdrawn: { act: 'recall', entry: 'consentWithdrawn', notice: 'referral.consentWithdrawn' },
  lapsed: { act: 'recallLapsed', entry: 'consentLapsed', notice: 'referral.consentLapsed' },
  /** A newer one holds, by which nobody may be asked any more. */
  narrowed: { act: 'recallNarrowed', entry: 'consentNarrowed', notice: 'referral.consentNarrowed' },
} as const;

type Follow = (tx: Tx, referralId: string) => Promise<void>;
const FOLLOWS: Follow[] = [];

/** A module says what of the records that it keeps beside a case ends with the consent. */
export function whenConsentEnds(follow: Follow): void {
  FOLLOWS.push(follow);
}

/** What was given of the patient on a consent that does not reach the hospital any more. */
export async function endBeside(tx: Tx, referralId: string): Promise<void> {
  for (const follow of FOLLOWS) await follow(tx, referralId);
}

/**
 * What follows when a consent is over, under the case's lock and after its row says so: new access
 * ends, and a case that is being offered is recalled from every hospital.
 * @param row the case with the consent that has ended: the hospital that had it is told too
 * @returns the state of the case, and the offers that ended
 */
export async function endConsent(
  tx: Tx,
  emit: Emit,
  row: ReferralRow,
  how: keyof typeof HOW,
  who: { actorId: string | null; orgId: string | null },
): Promise<{ state: ReferralState; offers: string[] }> {
  const { act, entry, notice } = HOW[how];
  const asked = row.state === 'broadcasting';
  const ended = asked ? await endOffers(tx, row.id, 'withdrawn') : [];
  const state = asked
    ? await move(tx, row, act, who, { set: intakeClock(tx.now, row.urgency) })
    : row.state;
  if (!asked) {
    await touch(tx, row.id);
    await enter(tx, { referralId: row.id, type: entry, ...who });
  }
  await settleGrants(tx, row.id);
  await endBeside(tx, row.id);
  const hospitals = row.offers.map(({ orgId }) => orgId);
  await announce(emit, [
    ...ended.map(offerClosed),
    ...(row.acceptedOfferId ? [offerClosed({ id: row.acceptedOfferId })] : []),
    onCase(row.id, 'case.consent'),
    ...(await worklistsOf(tx, row, hospitals)),
  ]);
  await tellCase(tx, row, notice, theCircle(row), who.actorId);
  return { state, offers: ended.map(({ id }) => id) };
}
