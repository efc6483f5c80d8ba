import { z } from 'zod';
import { lapsedNow, lapsedStandings, refuseLapsed } from '#server/certifications/index.ts';
import { holdMembership } from '#server/membership/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { consentCovers, inTime, offer, referral, type OfferRow } from '../access.ts';
import {
  announce,
  endOffers,
  lockCase,
  offerClosed,
  onCase,
  settleGrants,
  staleOffer,
  worklistsOf,
} from '../cases.ts';
import { decided } from '../decided.ts';
import { given } from '../giving.ts';
import { consentReaches } from '../rules/disclosure.ts';
import { isInTime } from '../rules/answer-clock.ts';
import { offerFrom } from '../rules/offers.ts';
import { Acceptance } from '../schemas.ts';
import { tellAccepted } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const accept = command('referrals.accept', {
  summary:
    'The hospital accepts the case. FIRST_ACCEPT: the first valid acceptance has it, the other hospitals lose sight of it in the same transaction. COLLECT: the hospital that was chosen confirms. The patient’s identity opens to this hospital. A repeat answers the same; a loser gets 409 OFFER_CLOSED.',
  input: z.strictObject({
    offerId: id('offer'),
    version: z.number().int().min(0),
    ...Acceptance.shape,
  }),
  subject: offer.of('offerId'),
  gate: 'referral.accept',
  async run({ input, subject, actor, tx, services, emit, audit }) {
    const { offerId, version, ...words } = input;
    const answer = decided(words, tx.now);
    const before = await lockCase(tx, subject.referralId);
    await holdMembership(tx, subject.orgId);
    if (!(await win(tx, subject, version))) return refuseOrRepeat(tx, subject, actor, version);

    await tx.sql`UPDATE offer SET status = 'accepted', answered_at = ${tx.now}, answered_by = ${actor.personId},
      answer = ${JSON.stringify(answer)}::jsonb, version = version + 1 WHERE id = ${offerId}`;
    // Where one was chosen the others have closed already, and the backups wait.
    const losers =
      before.mode === 'FIRST_ACCEPT'
        ? await endOffers(tx, subject.referralId, 'notSelected', undefined, offerId)
        : [];
    await settleGrants(tx, subject.referralId);
    await given(tx, services.keyRing, subject.referralId, 'accepted');
    await enter(tx, {
      referralId: subject.referralId,
      type: 'accepted',
      ...by(actor),
      from: 'broadcasting',
      to: 'accepted',
    });
    await announce(emit, [
      ...losers.map(offerClosed),
      { channel: { kind: 'offer', id: offerId }, type: 'offer.accepted' },
      onCase(subject.referralId, 'case.accepted'),
      ...(await worklistsOf(tx, before, [subject.orgId, ...losers.map(({ orgId }) => orgId)])),
    ]);
    await tellAccepted(tx, (await referral.find(tx, subject.referralId))!);
    audit({ referralId: subject.referralId, losers: losers.map(({ id }) => id) });
    return accepted(tx, offerId);
  },
});

/**
 * The one statement that decides. The case is locked, so its conditions (asked, in time, nobody yet,
 * this very offer as its hospital saw it, a consent that covers the hospital, no standing that the
 * hospital has lost) are those of now, as is its membership, which is held; the partial unique index on
 * accepted offers stands behind it.
 */
async function win(
  tx: Tx,
  { id: offerId, referralId, orgId }: OfferRow,
  version: number,
): Promise<boolean> {
  const { count } = await tx.query(sql`
    UPDATE referral r SET state = 'accepted', accepted_offer_id = ${offerId}::uuid,
           accepted_org_id = ${orgId}::uuid, clock_paused_at = NULL, version = r.version + 1
     WHERE r.id = ${referralId} AND r.state = 'broadcasting' AND r.accepted_offer_id IS NULL
       AND ${inTime(tx.now)}
       AND EXISTS (SELECT 1 FROM offer f WHERE f.id = ${offerId} AND f.referral_id = r.id
             AND f.org_id = ${orgId} AND f.version = ${version}
             AND ((r.mode = 'FIRST_ACCEPT' AND f.status = ANY (${[...offerFrom('accept')]}))
               OR (r.mode = 'COLLECT' AND f.status = ANY (${[...offerFrom('confirm')]}))))
       AND ${consentCovers(orgId)}
       AND cardinality(${lapsedStandings(sql`${orgId}::uuid`, dayInJapan(tx.now))}) = 0`);
  return count === 1;
}

/** Why not is told to nobody but a hospital whose offer is still open and could be answered. */
async function refuseOrRepeat(tx: Tx, subject: OfferRow, actor: Actor, version: number) {
  const row = (await referral.find(tx, subject.referralId))!;
  const now = (await offer.find(tx, subject.id))!;
  if (now.status === 'accepted' && row.acceptedOfferId === now.id) return accepted(tx, now.id);
  const from = offerFrom(row.mode === 'COLLECT' ? 'confirm' : 'accept');
  const open = row.state === 'broadcasting' && from.includes(now.status) && isInTime(row, tx.now);
  if (open && now.version !== version) throw await staleOffer(tx, subject, actor, version);
  if (open && !consentReaches(row, now.orgId)) throw invalid('CONSENT_MISSING');
  if (open) refuseLapsed(await lapsedNow(tx, now.orgId), 'offerId');
  throw conflict('OFFER_CLOSED');
}

/** What the accepting hospital is answered, now and whenever it asks again. */
async function accepted(tx: Tx, offerId: string) {
  const [row] = await tx.sql<{ code: string; acceptedAt: Date; answer: Acceptance }>`
    SELECT r.code, f.answered_at AS "acceptedAt", f.answer
      FROM offer f JOIN referral r ON r.id = f.referral_id WHERE f.id = ${offerId}`;
  return {
    offerId,
    code: row!.code,
    status: 'accepted' as const,
    acceptedAt: row!.acceptedAt.toISOString(),
    answer: row!.answer,
  };
}
