import { z } from 'zod';
import { lapsedNow, refuseLapsed } from '#server/certifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { inTime, offer, referral } from '../access.ts';
import {
  announce,
  lockCase,
  onCase,
  onWorklist,
  settleGrants,
  staleOffer,
  worklistsOf,
} from '../cases.ts';
import { isInTime } from '../rules/answer-clock.ts';
import { offerFrom, UNANSWERED_STATUSES } from '../rules/offers.ts';
import { Willing } from '../schemas.ts';
import { tellCase, theChoosers } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const answer = command('referrals.answer', {
  summary:
    'Where answers are collected: the hospital says that it is willing, with a rough price range (JPY), the earliest day and until when the answer holds. It may change it until one is chosen.',
  input: z
    .strictObject({ offerId: id('offer'), version: z.number().int().min(0), ...Willing.shape })
    .refine(({ priceLow, priceHigh }) => priceHigh >= priceLow, {
      path: ['priceHigh'],
      message: 'rangeReversed',
    }),
  subject: offer.of('offerId'),
  gate: 'referral.respond',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { offerId, version, ...words } = input;
    const row = await lockCase(tx, subject.referralId);
    const now = (await offer.find(tx, offerId))!;
    const today = dayInJapan(tx.now);
    const past = (['earliestOn', 'validUntil'] as const).filter((key) => words[key] < today);
    if (past.length > 0) {
      const issues = past.map((path) => ({ path, message: 'inThePast' }));
      throw invalid('INVALID_INPUT', undefined, issues);
    }
    const isOpen =
      row.state === 'broadcasting' &&
      row.mode === 'COLLECT' &&
      offerFrom('answer').includes(now.status) &&
      (now.status === 'willing' || isInTime(row, tx.now));
    if (isOpen && now.version !== version) throw await staleOffer(tx, subject, actor, version);
    if (isOpen) refuseLapsed(await lapsedNow(tx, subject.orgId), 'offerId');
    const { count } = await tx.query(sql`
      UPDATE offer f SET status = 'willing', answered_at = ${tx.now}, answered_by = ${actor.personId},
             answer = ${JSON.stringify({ ...words, currency: 'JPY' })}::jsonb, version = f.version + 1
        FROM referral r
       WHERE f.id = ${offerId} AND r.id = f.referral_id AND f.version = ${version}
         AND r.state = 'broadcasting' AND r.mode = 'COLLECT'
         AND f.status = ANY (${[...offerFrom('answer')]})
         AND (f.status = 'willing' OR ${inTime(tx.now)})`);
    if (count !== 1) throw conflict('OFFER_CLOSED');
    await settleGrants(tx, row.id);
    await enter(tx, { referralId: row.id, type: 'offerWilling', ...by(actor) });
    const { offers } = (await referral.find(tx, row.id))!;
    const awaited = offers.some(({ status }) =>
      (UNANSWERED_STATUSES as readonly string[]).includes(status),
    );
    if (!awaited && now.status !== 'willing') {
      await tellCase(tx, row, 'referral.toChoose', theChoosers(row), actor.personId);
    }
    await announce(emit, [
      onCase(row.id, 'offer.willing'),
      onWorklist(subject.orgId),
      ...(await worklistsOf(tx, row)),
    ]);
    audit({ referralId: row.id });
    return { offerId, status: 'willing' as const, version: version + 1 };
  },
});
