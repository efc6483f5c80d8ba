import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { query } from '#server/platform/use-case.ts';
import { candidacy } from '#server/referrals/index.ts';

export const ofOffer = query('opinions.ofOffer', {
  summary:
    'Whether a hospital that is asked is asked for an online second opinion: the sender has agreed to one at triage, before a journey or instead of it. Null where the case is about a journey alone.',
  input: z.strictObject({ offerId: id('offer') }),
  subject: candidacy.of('offerId'),
  gate: 'referral.viewDeid',
  async run({ subject, tx }) {
    const [row] = await tx.sql<{ aim: 'before' | 'instead' }>`
      SELECT q.aim FROM second_opinion q
       WHERE q.referral_id = ${subject.referralId} AND q.org_id IS NULL AND q.state = 'agreed'`;
    return { aim: row?.aim ?? null };
  },
});
