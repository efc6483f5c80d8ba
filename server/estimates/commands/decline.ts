import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { by, caseKeyOf, lockCase, tellBeside } from '#server/referrals/index.ts';
import { estimate, isOpen } from '../access.ts';
import { Decline } from '../schemas.ts';
import { sealAnswer } from '../sealing.ts';

export const decline = command('estimates.decline', {
  summary:
    'The patient’s side declines an estimate with a reason, and words if it wants; the hospital can issue another version.',
  input: Decline,
  subject: estimate.of('estimateId'),
  gate: 'estimate.answer',
  async run({ input, subject, actor, tx, services, emit, audit }) {
    const row = await lockCase(tx, subject.owner.id);
    if (!isOpen(row, subject)) throw conflict('STATE_CHANGED');
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const sealed = input.words
      ? sealAnswer(key, { referralId: row.id, rowId: subject.id }, input.words)
      : null;
    const done = await tx.sql`
      UPDATE estimate SET state = 'declined', answer_reason = ${input.reason}, sealed_answer = ${sealed},
             answered_by = ${actor.personId}, answered_at = ${tx.now}, version = version + 1
       WHERE id = ${subject.id} AND version = ${input.version} AND state = 'issued' RETURNING id`;
    if (done.length === 0) throw conflict('STATE_CHANGED');
    await tellBeside(tx, emit, row, 'estimateDeclined', by(actor));
    audit({ referralId: row.id, estimateId: subject.id, reason: input.reason });
    return { id: subject.id, version: input.version + 1 };
  },
});
