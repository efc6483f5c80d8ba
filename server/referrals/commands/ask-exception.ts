import { z } from 'zod';
import { audience } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen } from '../cases.ts';
import { guardOf, toldNow } from '../guard.ts';
import { holds } from '../rules/widening.ts';
import { CaseCode } from '../schemas.ts';
import { tellCase } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const askException = command('referrals.askException', {
  summary:
    'The officer asks the privacy officers to let a case be offered although few patients are alike.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'referral.broadcast',
  limit: { points: 5, seconds: 3600 },
  async run({ input, subject, actor, tx, audit }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const { widening, reviewed, overridden } = await toldNow(tx, row.id);
    const guard = await guardOf(tx, row.id);
    if (!reviewed || overridden || holds(guard, widening)) {
      throw conflict('NO_EXCEPTION_NEEDED');
    }
    await enter(tx, { referralId: row.id, type: 'exceptionAsked', ...by(actor) });
    const to = audience('referral.exceptTeaser', referral, row);
    await tellCase(tx, row, 'referral.exceptionAsked', to, actor.personId);
    audit({ referralId: row.id });
    return { code: row.code };
  },
});
