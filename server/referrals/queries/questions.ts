import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { readQuestions } from '../questions.ts';
import { CaseCode } from '../schemas.ts';

export const questions = query('referrals.questions', {
  summary:
    'Questions and answers about a case as the caller’s side may read them: a hospital its own and what was shared with all, officer and sender every one. The read is recorded.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.viewDeid',
  run: ({ subject, actor, tx, services }) => readQuestions(tx, services.keyRing, subject, actor),
});
