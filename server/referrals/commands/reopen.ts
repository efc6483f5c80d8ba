import { z } from 'zod';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { intakeClock, lockSeen, move } from '../cases.ts';
import { requireNeeds } from '../missing.ts';
import { moved } from '../moved.ts';
import { CaseCode } from '../schemas.ts';
import { theChoosers } from '../telling.ts';
import { by } from '../timeline.ts';

export const reopen = command('referrals.reopen', {
  summary:
    'The officer takes a case that no hospital took back into review, to change it or to ask others.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'referral.broadcast',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'reopen');
    const state = await move(tx, row, 'reopen', by(actor), {
      set: intakeClock(tx.now, row.urgency),
    });
    return moved(context, row, state, 'case.reopened', {
      notice: 'referral.reopened',
      to: theChoosers(row),
    });
  },
});
