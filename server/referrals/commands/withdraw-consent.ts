import { z } from 'zod';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import {
  announce,
  endOffers,
  intakeClock,
  lockCase,
  move,
  offerClosed,
  onCase,
  settleGrants,
  touch,
  worklistsOf,
} from '../cases.ts';
import { CaseCode } from '../schemas.ts';
import { tellCase, theCircle } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const withdrawConsent = command('referrals.withdrawConsent', {
  summary:
    'The patient takes the consent back. New access ends at once; a case that is being offered is recalled from every hospital.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.consent',
  async run({ subject, actor, tx, emit, audit }) {
    // No version is asked for: a patient's "no" does not wait for somebody to reload a page.
    const row = await lockCase(tx, subject.id);
    if (!row.consent) throw conflict('CONSENT_ALREADY_WITHDRAWN');
    await tx.sql`UPDATE consent SET withdrawn_at = ${tx.now} WHERE id = ${row.consent.id}`;
    const asked = row.state === 'broadcasting';
    const ended = asked ? await endOffers(tx, row.id, 'withdrawn') : [];
    const state = asked
      ? await move(tx, row, 'recall', by(actor), { set: intakeClock(tx.now, row.urgency) })
      : row.state;
    if (!asked) {
      await touch(tx, row.id);
      await enter(tx, { referralId: row.id, type: 'consentWithdrawn', ...by(actor) });
    }
    await settleGrants(tx, row.id);
    const hospitals = row.offers.map(({ orgId }) => orgId);
    await announce(emit, [
      ...ended.map(offerClosed),
      ...(row.acceptedOfferId ? [offerClosed({ id: row.acceptedOfferId })] : []),
      onCase(row.id, 'case.consent'),
      ...(await worklistsOf(tx, row, hospitals)),
    ]);
    await tellCase(tx, row, 'referral.consentWithdrawn', theCircle(row), actor.personId);
    audit({ referralId: row.id, consentId: row.consent.id, offers: ended.map(({ id }) => id) });
    return { code: row.code, state };
  },
});
