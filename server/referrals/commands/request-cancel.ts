import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { lockSeen, move } from '../cases.ts';
import { requireNeeds } from '../missing.ts';
import { moved } from '../moved.ts';
import { CANCEL_REASONS, CaseCode } from '../schemas.ts';
import { theCircle } from '../telling.ts';
import { by } from '../timeline.ts';

export const requestCancel = command('referrals.requestCancel', {
  summary:
    'The patient’s side asks to withdraw a case that a hospital has accepted. The officer confirms, after what stands on it (dates, visa, deposit) is settled.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    reason: z.enum(CANCEL_REASONS),
  }),
  subject: referral.of('code'),
  gate: 'referral.requestCancel',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'requestCancel');
    if (row.cancelRequestedAt) throw conflict('CANCEL_ASKED_ALREADY');
    const state = await move(tx, row, 'requestCancel', by(actor), {
      set: [sql`cancel_requested_at = ${tx.now}`, sql`cancel_reason = ${input.reason}`],
      facts: { reason: input.reason },
    });
    return moved(context, row, state, 'case.cancelRequested', {
      notice: 'referral.cancelRequested',
      to: theCircle(row),
    });
  },
});
