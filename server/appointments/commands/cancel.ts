import { cancelAll } from '#server/booking/index.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { by, lockCase, tellBeside } from '#server/referrals/index.ts';
import { appointment } from '../access.ts';
import { Cancel } from '../schemas.ts';

export const cancel = command('appointments.cancel', {
  summary:
    'Gives up an appointment, proposed or confirmed, with the reason. Department and interpreter are free again at the same moment, and other times can be proposed.',
  input: Cancel,
  subject: appointment.of('appointmentId'),
  gate: 'appointment.cancel',
  async run({ input, subject, actor, tx, emit, audit }) {
    const row = await lockCase(tx, subject.owner.id);
    const rows = await tx.sql`
      UPDATE appointment SET state = 'cancelled', cancel_reason = ${input.reason}, version = version + 1,
             settled_at = ${tx.now}
       WHERE id = ${subject.id} AND version = ${input.version} AND state IN ('proposed', 'confirmed')
      RETURNING id`;
    if (rows.length === 0) throw conflict('STATE_CHANGED');
    await cancelAll(tx, { kind: 'appointment', id: subject.id }, actor.personId);
    await tellBeside(tx, emit, row, 'appointmentCancelled', by(actor));
    audit({ referralId: row.id, appointmentId: subject.id, reason: input.reason });
    return { id: subject.id, version: input.version + 1 };
  },
});
