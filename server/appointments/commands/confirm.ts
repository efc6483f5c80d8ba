import { bookingsOf, cancelAll, confirm as confirmBooking } from '#server/booking/index.ts';
import { conflict, notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { by, lockCase, tellBeside } from '#server/referrals/index.ts';
import { appointment } from '../access.ts';
import { Confirm } from '../schemas.ts';

export const confirm = command('appointments.confirm', {
  summary:
    'The sender confirms one of the proposed times. The others are free again at the same moment.',
  input: Confirm,
  subject: appointment.of('appointmentId'),
  gate: 'appointment.confirm',
  async run({ input, subject, actor, tx, emit, audit }) {
    const row = await lockCase(tx, subject.owner.id);
    const rows = await tx.sql`
      UPDATE appointment SET state = 'confirmed', booking_id = ${input.bookingId}, version = version + 1,
             settled_at = ${tx.now}
       WHERE id = ${subject.id} AND version = ${input.version} AND state = 'proposed'
         AND held_until > ${tx.now} RETURNING id`;
    if (rows.length === 0) {
      const { state, heldUntil } = subject;
      const late = state === 'lapsed' || (state === 'proposed' && heldUntil <= tx.now);
      throw conflict(late ? 'HOLD_LAPSED' : 'STATE_CHANGED');
    }
    const times = await bookingsOf(tx, 'appointment', [subject.id]);
    const chosen = times.find(({ id }) => id === input.bookingId);
    if (!chosen) throw notFound();
    await confirmBooking(tx, chosen.id, chosen.version, actor.personId);
    await cancelAll(tx, { kind: 'appointment', id: subject.id }, actor.personId, chosen.id);
    await tellBeside(tx, emit, row, 'appointmentConfirmed', by(actor));
    audit({ referralId: row.id, appointmentId: subject.id });
    return { id: subject.id, version: input.version + 1, startsAt: chosen.startsAt.toISOString() };
  },
});
