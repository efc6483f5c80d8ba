import { z } from 'zod';
import { sql } from '../../platform/access/access.ts';
import { conflict } from '../../platform/errors.ts';
import { id } from '../../platform/ids.ts';
import { command } from '../../platform/use-case.ts';
import { offer, referral } from '../access.ts';
import {
  announce,
  lockCase,
  move,
  offerClosed,
  onCase,
  settleGrants,
  worklistsOf,
} from '../cases.ts';
import { offerFrom, OPEN_STATUSES } from '../rules/offers.ts';
import { DECLINE_REASONS } from '../schemas.ts';
import { tellCase } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const decline = command('referrals.decline', {
  summary:
    'The hospital declines, with a reason. When no hospital is left to answer, the case returns to its officer.',
  input: z
    .strictObject({
      offerId: id('offer'),
      version: z.number().int().min(0),
      reason: z.enum(DECLINE_REASONS),
      comment: z.string().trim().max(2000).default(''),
    })
    .refine(({ reason, comment }) => reason !== 'other' || comment !== '', {
      path: ['comment'],
      message: 'required',
    }),
  subject: offer.of('offerId'),
  gate: 'referral.respond',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { offerId, version, ...answer } = input;
    const row = await lockCase(tx, subject.referralId);
    const now = (await offer.find(tx, offerId))!;
    if (now.status === 'declined') return { offerId, status: 'declined' as const };
    if (now.version !== version && row.state === 'broadcasting') throw conflict('STALE_VERSION');
    const { count } = await tx.query(sql`
      UPDATE offer SET status = 'declined', answered_at = ${tx.now}, answered_by = ${actor.personId},
             closed_at = ${tx.now}, answer = ${JSON.stringify(answer)}::jsonb, version = version + 1
       WHERE id = ${offerId} AND version = ${version} AND status = ANY (${[...offerFrom('decline')]})
         AND ${row.state === 'broadcasting'}::boolean`);
    if (count !== 1) throw conflict('OFFER_CLOSED');
    await enter(tx, {
      referralId: row.id,
      type: 'offerDeclined',
      ...by(actor),
      facts: { reason: answer.reason },
    });
    const after = (await referral.find(tx, row.id))!;
    const nobodyLeft = !after.offers.some(({ status }) =>
      (OPEN_STATUSES as readonly string[]).includes(status),
    );
    if (nobodyLeft) {
      const state = await move(tx, after, 'closeUnanswered');
      await enter(tx, {
        referralId: row.id,
        type: 'noTaker',
        actorId: null,
        orgId: null,
        from: row.state,
        to: state,
      });
      const to = sql`m.person_id = ${row.officerId}::uuid AND o.kind = 'secretariat'`;
      await tellCase(tx, row, 'referral.noTaker', to, actor.personId);
    }
    await settleGrants(tx, row.id);
    await announce(emit, [
      offerClosed(subject),
      onCase(row.id, nobodyLeft ? 'case.noTaker' : 'offer.declined'),
      ...(await worklistsOf(tx, row, [subject.orgId])),
    ]);
    audit({ referralId: row.id, reason: answer.reason });
    return { offerId, status: 'declined' as const };
  },
});
