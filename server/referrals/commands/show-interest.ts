import { z } from 'zod';
import { conflict, invalid } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { inTime, offer } from '../access.ts';
import { announce, lockCase, onCase, onWorklist, settleGrants } from '../cases.ts';
import { consentReaches } from '../rules/disclosure.ts';
import { offerFrom } from '../rules/offers.ts';
import { by, enter } from '../timeline.ts';

export const showInterest = command('referrals.showInterest', {
  summary:
    'The hospital says it wants to look closer; the clinical summary opens to it if the patient’s consent covers it.',
  input: z.strictObject({ offerId: id('offer'), version: z.number().int().min(0) }),
  subject: offer.of('offerId'),
  gate: 'referral.respond',
  async run({ input, subject, actor, tx, emit, audit }) {
    const row = await lockCase(tx, subject.referralId);
    const now = await offer.find(tx, subject.id);
    if (now!.status === 'interested' && row.state === 'broadcasting')
      return { status: 'interested' as const };
    if (!consentReaches(row, subject.orgId) && row.state === 'broadcasting')
      throw invalid('CONSENT_MISSING');
    const [moved] = await tx.sql<{ id: string }>`
      UPDATE offer f SET status = 'interested', version = f.version + 1
        FROM referral r
       WHERE f.id = ${subject.id} AND r.id = f.referral_id AND r.state = 'broadcasting'
         AND ${inTime(tx.now)} AND f.version = ${input.version}
         AND f.status = ANY (${[...offerFrom('showInterest')]})
      RETURNING f.id`;
    if (!moved) throw conflict('OFFER_CLOSED');
    await settleGrants(tx, row.id);
    await enter(tx, { referralId: row.id, type: 'offerInterested', ...by(actor) });
    await announce(emit, [onCase(row.id, 'offer.interested'), onWorklist(subject.orgId)]);
    audit({ referralId: row.id });
    return { status: 'interested' as const };
  },
});
