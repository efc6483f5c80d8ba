import { conflict } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { by, lockCase, purposeOf, tellBeside } from '#server/referrals/index.ts';
import { estimate, isOpen } from '../access.ts';
import { Step } from '../schemas.ts';

export const accept = command('estimates.accept', {
  summary:
    'The patient’s side accepts the estimate in force, to the end of its last day in Japan. Dates can be set from then on.',
  input: Step,
  subject: estimate.of('estimateId'),
  gate: 'estimate.answer',
  async run({ input, subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.owner.id);
    const now = (await estimate.find(tx, subject.id))!;
    if (!isOpen(row, now) || !may('estimate.answer', estimate, now))
      throw conflict('STATE_CHANGED');
    if ((await purposeOf(tx, row.id)) !== now.purpose) throw conflict('STATE_CHANGED');
    if (now.validUntil < dayInJapan(tx.now)) throw conflict('ESTIMATE_EXPIRED');
    const done = await tx.sql`
      UPDATE estimate SET state = 'accepted', answered_by = ${actor.personId}, answered_at = ${tx.now},
             version = version + 1
       WHERE id = ${subject.id} AND version = ${input.version} AND state = 'issued' RETURNING id`;
    if (done.length === 0) throw conflict('STATE_CHANGED');
    await tellBeside(tx, emit, row, 'estimateAccepted', by(actor));
    audit({ referralId: row.id, estimateId: subject.id, number: subject.number });
    return { id: subject.id, version: input.version + 1 };
  },
});
