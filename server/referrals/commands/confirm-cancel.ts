import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen } from '../cases.ts';
import { endCase } from '../ending.ts';
import { CANCEL_REASONS, CaseCode } from '../schemas.ts';

export const confirmCancel = command('referrals.confirmCancel', {
  summary:
    'The officer ends a case that a hospital has accepted, at the request of the patient’s side or on word from it, with the reason. It closes to the hospital at once.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    reason: z.enum(CANCEL_REASONS),
  }),
  subject: referral.of('code'),
  gate: 'referral.confirmCancel',
  async run(context) {
    const { input, subject, actor, tx } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await tx.query(
      sql`UPDATE referral SET cancel_requested_at = NULL, cancel_reason = NULL WHERE id = ${row.id}`,
    );
    return endCase(context, row, 'confirmCancel', input.reason);
  },
});
