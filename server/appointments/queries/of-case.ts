import { bookingsOf, type Booking } from '#server/booking/index.ts';
import { sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { appointment, type AppointmentKind, type AppointmentState } from '../access.ts';
import { videoVisitOf } from '../meeting.ts';
import type { Mode } from '../plain.ts';
import { OfCase } from '../schemas.ts';

type Columns = {
  id: string;
  kind: AppointmentKind;
  mode: Mode;
  state: AppointmentState;
  department: string;
  label: Partial<Record<string, string | null>> | null;
  minutes: number;
  interpreter: string | null;
  heldUntil: Date;
  bookingId: string | null;
  cancelReason: string | null;
  version: number;
};

export const ofCase = query('appointments.ofCase', {
  summary:
    'The appointment of a case: the times proposed, the one confirmed, and those given up before, newest first.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'appointment.view',
  async run({ subject, actor, tx, may }) {
    const { rows } = await tx.query<Columns>(sql`
      SELECT a.id, a.kind, a.mode, CASE WHEN a.state = 'proposed' AND a.held_until <= ${tx.now} THEN 'lapsed' ELSE a.state END AS state,
             a.department, t.labels AS label, a.minutes, a.interpreter_lang AS interpreter,
             a.held_until AS "heldUntil", a.booking_id AS "bookingId", a.cancel_reason AS "cancelReason", a.version
        FROM appointment a
        LEFT JOIN term t ON t.vocabulary = 'clinicalSpecialties' AND t.code = a.department
       WHERE a.referral_id = ${subject.id} AND ${visible(actor, 'appointment.view', appointment)}
       ORDER BY a.created_at DESC, a.id LIMIT 10`);
    const bookings = await bookingsOf(
      tx,
      'appointment',
      rows.map(({ id }) => id),
    );
    const followUp = subject.state === 'discharged';
    // After the discharge one whose time is over makes room for a follow-up.
    const stateNow = ({ state, bookingId }: Columns): AppointmentState => {
      const time = bookings.find(({ id }) => id === bookingId);
      return followUp && state === 'confirmed' && time && time.endsAt <= tx.now ? 'held' : state;
    };
    const live = rows.find((each) => ['proposed', 'confirmed'].includes(stateNow(each)));
    const found = live && (await appointment.find(tx, live.id));
    return {
      code: subject.code,
      /** What is proposed next is a follow-up. */
      followUp,
      appointments: rows.map((row) => {
        const { bookingId, heldUntil, ...each } = row;
        return {
          ...each,
          state: stateNow(row),
          heldUntil: heldUntil.toISOString(),
          times: timesOf(
            bookings.filter(({ ownerId }) => ownerId === each.id),
            bookingId,
          ),
        };
      }),
      rights: {
        propose: !live && may('appointment.propose', referral, subject),
        confirm:
          live?.state === 'proposed' && !!found && may('appointment.confirm', appointment, found),
        cancel: !!found && may('appointment.cancel', appointment, found),
      },
      /** Of a confirmed follow-up by video, for those who take part: whether the hospital has said where. */
      meeting: await meetingFor(),
    };

    async function meetingFor() {
      const visit = may('appointment.join', referral, subject) && (await videoVisitOf(tx, subject));
      if (!visit) return null;
      const [link] = await tx.sql`
        SELECT 1 FROM appointment_link WHERE appointment_id = ${visit.id}`;
      return { said: link !== undefined, arranges: may('appointment.arrange', referral, subject) };
    }
  },
});

/** Once one time is confirmed it is the only one; before, all that were proposed. */
function timesOf(bookings: readonly Booking[], confirmed: string | null) {
  return bookings
    .filter(({ id }) => confirmed === null || id === confirmed)
    .map(({ id, startsAt, endsAt }) => ({
      id,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    }));
}
