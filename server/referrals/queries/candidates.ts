import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { candidatesFor } from '../candidates.ts';
import { reasonNames } from '../reason-names.ts';
import { answerDeadline } from '../rules/answer-clock.ts';
import { CaseCode, Requires, URGENCIES, type Urgency } from '../schemas.ts';

export const candidates = query('referrals.candidates', {
  summary:
    'The hospitals a case could be offered to, the best fit first: the points with the reason of each, what speaks against, what is unknown, and why some cannot be asked.',
  input: z.strictObject({ code: CaseCode, requires: Requires }),
  subject: referral.of('code'),
  gate: 'referral.broadcast',
  async run({ input, subject, tx }) {
    const candidates = await candidatesFor(tx, subject.id, input.requires);
    const names = await reasonNames(
      tx,
      candidates.flatMap(({ parts }) => parts.map(({ reason }) => reason)),
    );
    const deadlines = Object.fromEntries(
      URGENCIES.map((urgency) => [urgency, answerDeadline(tx.now, urgency).toISOString()]),
    ) as Record<Urgency, string>;
    return { candidates, names, deadlines };
  },
});
