import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen, move, noClock } from '../cases.ts';
import { requireNeeds } from '../missing.ts';
import { moved } from '../moved.ts';
import { CaseCode, ERROR_REASONS } from '../schemas.ts';
import { theChoosers } from '../telling.ts';
import { by } from '../timeline.ts';

export const enterInError = command('referrals.enterInError', {
  summary: 'Marks a case that should never have been: it leaves every list, its record stays.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    reason: z.enum(ERROR_REASONS),
  }),
  subject: referral.of('code'),
  gate: 'referral.enterInError',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'enterInError');
    const state = await move(tx, row, 'enterInError', by(actor), {
      set: [sql`closed_at = ${tx.now}`, ...noClock],
      facts: { reason: input.reason },
    });
    return moved(context, row, state, 'case.enteredInError', {
      notice: 'referral.enteredInError',
      to: theChoosers(row),
    });
  },
});
