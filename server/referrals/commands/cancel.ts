import { z } from 'zod';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen } from '../cases.ts';
import { endCase } from '../ending.ts';
import { CANCEL_REASONS, CaseCode } from '../schemas.ts';

export const cancel = command('referrals.cancel', {
  summary:
    'The sender or the officer withdraws a case that no hospital has accepted, with a reason. It closes to every hospital at once.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    reason: z.enum(CANCEL_REASONS),
  }),
  subject: referral.of('code'),
  gate: 'referral.withdraw',
  async run(context) {
    const { input, subject, actor, tx } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    return endCase(context, row, 'cancel', input.reason);
  },
});
