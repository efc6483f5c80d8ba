import { z } from 'zod';
import { query } from '../../platform/use-case.ts';
import { referral } from '../access.ts';
import { candidatesFor } from '../candidates.ts';
import { CaseCode } from '../schemas.ts';

export const candidates = query('referrals.candidates', {
  summary:
    'The hospitals a case could be offered to, the best fit first, with the reasons and the number behind the order.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.broadcast',
  async run({ subject, tx }) {
    return { candidates: await candidatesFor(tx, subject.id) };
  },
});
