import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { exceptionOf } from '../exceptions.ts';
import { guardOf, isOwnOutline, toldNow } from '../guard.ts';
import { readTeaser } from '../projections.ts';
import { holds } from '../rules/widening.ts';
import { CaseCode } from '../schemas.ts';

export const exceptionPage = query('referrals.exceptionPage', {
  summary:
    'What hospitals would read of a case whose patient could be recognised, for the privacy officer who may let it pass: the outline, and that few patients are alike. The read is recorded.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.viewException',
  async run({ subject, actor, tx, services }) {
    const told = await toldNow(tx, subject.id);
    const { widening, reviewed } = told;
    const found = await guardOf(tx, subject.id);
    const { limits } = found;
    const alike = holds(found, widening);
    const exception = await exceptionOf(tx, services.keyRing, subject.id, actor);
    const judged = reviewed && (!alike || exception !== null);
    return {
      code: subject.code,
      version: subject.version,
      reviewed,
      alike,
      limits,
      own: isOwnOutline(subject, told, actor.personId),
      /** Nothing of a case that is not, or no more, a privacy officer's to judge. */
      teaser: judged ? await readTeaser(tx, services.keyRing, subject.id, 'told') : null,
      exception,
    };
  },
});
