import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { registration } from '../access.ts';
import { announceSeats, fillFreeSeats } from '../announce.ts';
import { countSeats, lockEvent } from '../seats.ts';

export const cancelRegistration = command('events.cancelRegistration', {
  summary:
    'Gives a place back. The oldest person on the waiting list gets the seat in the same moment. Asking again answers the same.',
  input: z.strictObject({ registrationId: id('registration') }),
  subject: registration.of('registrationId'),
  gate: 'event.cancelRegistration',
  async run({ input, subject, tx, emit, audit }) {
    const of = await lockEvent(tx, subject.eventId);
    if (of.endsAt <= tx.now) throw conflict('EVENT_OVER');
    const { count } = await tx.query(sql`
      UPDATE registration SET state = 'cancelled', seat = NULL, cancelled_at = ${tx.now}
      WHERE id = ${input.registrationId} AND state IN ('confirmed', 'waiting')`);
    const answer = {
      registrationId: input.registrationId,
      eventId: of.id,
      state: 'cancelled' as const,
    };
    if (count === 0) return { ...answer, seats: await countSeats(tx, of) };
    const promoted = await fillFreeSeats(tx, of);
    const seats = await announceSeats(tx, emit, of);
    audit({ registrationId: input.registrationId, promoted: promoted.map(({ id }) => id) });
    return { ...answer, seats };
  },
});
