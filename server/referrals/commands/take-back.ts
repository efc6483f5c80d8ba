import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { afterNo } from '../after-no.ts';
import { inTime, offer } from '../access.ts';
import {
  announce,
  lockCase,
  offerClosed,
  onCase,
  settleGrants,
  staleOffer,
  worklistsOf,
} from '../cases.ts';
import { isInTime } from '../rules/answer-clock.ts';
import { by, enter } from '../timeline.ts';

export const takeBack = command('referrals.takeBack', {
  summary:
    'The hospital takes its willing answer back, as long as nobody has been chosen. While the time to answer runs it may answer anew; afterwards the request is closed to it.',
  input: z.strictObject({ offerId: id('offer'), version: z.number().int().min(0) }),
  subject: offer.of('offerId'),
  gate: 'referral.respond',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { offerId, version } = input;
    const row = await lockCase(tx, subject.referralId);
    const now = (await offer.find(tx, offerId))!;
    const isOpen = row.state === 'broadcasting' && now.status === 'willing';
    if (isOpen && now.version !== version) throw await staleOffer(tx, subject, actor, version);
    const { count } = await tx.query(sql`
      UPDATE offer f SET status = CASE WHEN ${inTime(tx.now)} THEN 'viewed' ELSE 'expired' END,
             closed_at = CASE WHEN ${inTime(tx.now)} THEN NULL ELSE ${tx.now}::timestamptz END,
             answered_at = NULL, answered_by = NULL, answer = NULL, version = f.version + 1
        FROM referral r
       WHERE f.id = ${offerId} AND r.id = f.referral_id AND f.version = ${version}
         AND r.state = 'broadcasting' AND f.status = 'willing'`);
    if (count !== 1) throw conflict('OFFER_CLOSED');
    await enter(tx, { referralId: row.id, type: 'offerTakenBack', ...by(actor) });
    const stays = isInTime(row, tx.now);
    const after = stays ? null : await afterNo(tx, row, false, actor.personId);
    await settleGrants(tx, row.id);
    await announce(emit, [
      ...(stays ? [] : [offerClosed(subject)]),
      onCase(row.id, after?.type ?? 'offer.takenBack'),
      ...(await worklistsOf(tx, row, [subject.orgId])),
    ]);
    audit({ referralId: row.id });
    return { offerId, status: stays ? ('viewed' as const) : ('closed' as const) };
  },
});
