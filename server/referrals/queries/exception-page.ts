import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { exceptionOf } from '../exceptions.ts';
import { guardOf, toldNow } from '../guard.ts';
import { readTeaser } from '../projections.ts';
import { passes } from '../rules/widening.ts';
import { CaseCode } from '../schemas.ts';

export const exceptionPage = query('referrals.exceptionPage', {
  summary:
    'What hospitals would read of a case whose patient could be recognised, for the privacy officer who may let it pass: the outline, and that few patients are alike. The read is recorded.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.viewException',
  async run({ subject, actor, tx, services }) {
    const { widening, reviewed } = await toldNow(tx, subject.id);
    const { cells, limits } = await guardOf(tx, subject.id);
    return {
      code: subject.code,
      version: subject.version,
      reviewed,
      alike: passes(cells, limits, widening),
      limits,
      /** Whoever wrote the outline does not judge it. */
      own: subject.officerId === actor.personId,
      teaser: await readTeaser(tx, subject.id, 'told'),
      exception: await exceptionOf(tx, services.keyRing, subject.id, actor),
    };
  },
});
