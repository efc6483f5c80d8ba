import { z } from 'zod';
import { query } from '../../platform/use-case.ts';
import { referral } from '../access.ts';
import { candidatesFor } from '../candidates.ts';
import { reasonNames } from '../reason-names.ts';
import { answerDeadline } from '../rules/answer-clock.ts';
import { CaseCode, URGENCIES, type Urgency } from '../schemas.ts';

export const candidates = query('referrals.candidates', {
  summary:
    'The hospitals a case could be offered to, the best fit first, with the reasons and the number behind the order.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.broadcast',
  async run({ subject, tx }) {
    const candidates = await candidatesFor(tx, subject.id);
    const names = await reasonNames(
      tx,
      candidates.flatMap(({ reasons }) => reasons),
    );
    const deadlines = Object.fromEntries(
      URGENCIES.map((urgency) => [urgency, answerDeadline(tx.now, urgency).toISOString()]),
    ) as Record<Urgency, string>;
    return { candidates, names, deadlines };
  },
});
