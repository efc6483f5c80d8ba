import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { offer } from '../access.ts';
import { afterNo } from '../after-no.ts';
import {
  announce,
  lockCase,
  offerClosed,
  onCase,
  settleGrants,
  staleOffer,
  worklistsOf,
} from '../cases.ts';
import { decided } from '../decided.ts';
import { offerFrom } from '../rules/offers.ts';
import { Refusal } from '../schemas.ts';
import { by, enter } from '../timeline.ts';

export const decline = command('referrals.decline', {
  summary:
    'The hospital declines, with a reason. When the one chosen declines, the next backup is asked; when no hospital is left to answer, the case returns to its officer.',
  input: z
    .strictObject({
      offerId: id('offer'),
      version: z.number().int().min(0),
      ...Refusal.shape,
    })
    .refine(({ reason, comment }) => reason !== 'other' || comment !== '', {
      path: ['comment'],
      message: 'required',
    }),
  subject: offer.of('offerId'),
  gate: 'referral.respond',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { offerId, version, ...words } = input;
    const answer = decided(words, tx.now);
    const row = await lockCase(tx, subject.referralId);
    const now = (await offer.find(tx, offerId))!;
    if (now.status === 'declined') return { offerId, status: 'declined' as const };
    const asking = row.state === 'broadcasting';
    const isOpen = asking && offerFrom('decline').includes(now.status);
    if (isOpen && now.version !== version) throw await staleOffer(tx, subject, actor, version);
    const { count } = await tx.query(sql`
      UPDATE offer SET status = 'declined', answered_at = ${tx.now}, answered_by = ${actor.personId},
             closed_at = ${tx.now}, answer = ${JSON.stringify(answer)}::jsonb, version = version + 1
       WHERE id = ${offerId} AND version = ${version} AND status = ANY (${[...offerFrom('decline')]})
         AND ${asking}::boolean`);
    if (count !== 1) throw conflict('OFFER_CLOSED');
    await enter(tx, {
      referralId: row.id,
      type: 'offerDeclined',
      ...by(actor),
      facts: { reason: answer.reason },
    });
    const after = await afterNo(tx, row, now.status === 'chosen', actor.personId);
    await settleGrants(tx, row.id);
    await announce(emit, [
      offerClosed(subject),
      ...after.ended.map(offerClosed),
      onCase(row.id, after.type ?? 'offer.declined'),
      ...(await worklistsOf(tx, row, [
        subject.orgId,
        ...(after.next ? [after.next.orgId] : []),
        ...after.ended.map(({ orgId }) => orgId),
      ])),
    ]);
    audit({ referralId: row.id, reason: answer.reason });
    return { offerId, status: 'declined' as const };
  },
});
