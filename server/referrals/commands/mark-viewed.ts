import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { isAsked, offer } from '../access.ts';
import { announce, lockCase, look, onCase } from '../cases.ts';
import { by, enter } from '../timeline.ts';

export const markViewed = command('referrals.markViewed', {
  summary: 'The hospital has opened the offer: the officer sees that it was looked at.',
  input: z.strictObject({ offerId: id('offer') }),
  subject: offer.of('offerId'),
  gate: 'referral.respond',
  audited: false,
  async run({ subject, actor, tx, emit }) {
    await look(tx, actor, subject.id);
    if (!isAsked(subject) || subject.status !== 'sent') return { status: subject.status };
    await lockCase(tx, subject.referralId);
    // The version stays: looking is no answer, and the page that was looked at must still be able to give one.
    const [viewed] = await tx.sql<{ status: string }>`
      UPDATE offer SET status = 'viewed', viewed_at = ${tx.now} WHERE id = ${subject.id} AND status = 'sent'
      RETURNING status`;
    if (!viewed) return { status: subject.status };
    await enter(tx, { referralId: subject.referralId, type: 'offerViewed', ...by(actor) });
    await announce(emit, [onCase(subject.referralId, 'offer.viewed')]);
    return { status: 'viewed' as const };
  },
});
