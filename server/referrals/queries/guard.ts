import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { exceptionOf } from '../exceptions.ts';
import { guardOf, rareIssues, toldNow } from '../guard.ts';
import { toldSteps } from '../projections.ts';
import { holds } from '../rules/widening.ts';
import { CaseCode } from '../schemas.ts';

export const guard = query('referrals.guard', {
  summary:
    'How the coded facts of a case are told to hospitals, the least widening by which its patient cannot be recognised, and what each step would tell. Numbers of patients are not said.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.broadcast',
  async run({ subject, actor, tx, services }) {
    const { widening, reviewed } = await toldNow(tx, subject.id);
    const found = await guardOf(tx, subject.id);
    const { limits, proposal } = found;
    const alike = holds(found, widening);
    return {
      reviewed,
      /** As the outline was last checked; before that, as it is proposed. */
      widening,
      proposal,
      /** Enough patients are alike as it is told now. */
      alike,
      toWiden: alike ? [] : rareIssues(widening, proposal).map(({ message }) => message),
      limits,
      exception: await exceptionOf(tx, services.keyRing, subject.id, actor),
      steps: await toldSteps(tx, subject.id),
    };
  },
});
