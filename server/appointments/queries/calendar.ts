import { bookingsOf } from '#server/booking/index.ts';
import { conflict } from '#server/platform/errors.ts';
import { label } from '#server/platform/i18n/label.ts';
import { query } from '#server/platform/use-case.ts';
import { casePath } from '#server/referrals/index.ts';
import { appointment } from '../access.ts';
import { calendarOf } from '../calendar.ts';
import { Calendar } from '../schemas.ts';

export const calendar = query('appointments.calendar', {
  summary:
    'A confirmed appointment as an iCalendar file. It names the case by its code, nobody else.',
  input: Calendar,
  subject: appointment.of('appointmentId'),
  gate: 'appointment.view',
  async run({ subject, actor, tx, services }) {
    const times = await bookingsOf(tx, 'appointment', [subject.id]);
    const time = times.find(({ id }) => id === subject.bookingId);
    if (!time) throw conflict('STATE_CHANGED');
    const [org] = await tx.sql<{ name: Partial<Record<string, string | null>> }>`
      SELECT name FROM organisation WHERE id = ${subject.orgId}`;
    const { code } = subject.owner;
    return {
      fileName: `${code.slice(0, 8)}.ics`,
      calendar: calendarOf(
        {
          id: subject.id,
          version: subject.version,
          startsAt: time.startsAt,
          endsAt: time.endsAt,
          summary: `MEJ Forum ${code.slice(0, 4)}-${code.slice(4)}`,
          location: label(org!.name, actor.lang),
          url: `${services.origin()}${casePath(code)}`,
          cancelled: subject.state === 'cancelled',
        },
        actor.lang,
        tx.now,
      ),
    };
  },
});
