import { z } from 'zod';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockCase } from '../cases.ts';
import { endConsent } from '../consent/ending.ts';
import { CaseCode } from '../schemas.ts';
import { by } from '../timeline.ts';

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
    const { state, offers } = await endConsent(tx, emit, row, 'withdrawn', by(actor));
    audit({ referralId: row.id, consentId: row.consent.id, offers });
    return { code: row.code, state };
  },
});
