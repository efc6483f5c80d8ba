import { z } from 'zod';
import { query } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { readable } from '../names.ts';
import { officersFor } from '../officers.ts';
import { CaseCode } from '../schemas.ts';

export const officers = query('referrals.officers', {
  summary: 'Who else of the secretariat could carry a case.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.reassign',
  async run({ subject, actor, tx }) {
    const others = await officersFor(tx, subject, actor);
    return others.map(({ id, name }) => ({ id, ...readable(name, actor.lang)! }));
  },
});
