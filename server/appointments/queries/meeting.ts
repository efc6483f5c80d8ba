import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { meetingOf, videoVisitOf } from '../meeting.ts';
import { OfCase } from '../schemas.ts';

export const meeting = query('appointments.meeting', {
  summary:
    'Where the sender and the hospital of a case meet by video for its follow-up, until it is over. The read is recorded.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'appointment.join',
  async run({ subject, tx, may, services, audit }) {
    const visit = await videoVisitOf(tx, subject);
    if (!visit) throw notFound();
    const link = await meetingOf(tx, services.keyRing, subject.id, visit.id);
    audit({ class: 'meeting', appointmentId: visit.id, found: link !== null });
    return {
      code: subject.code,
      appointmentId: visit.id,
      version: visit.version,
      startsAt: visit.startsAt.toISOString(),
      endsAt: visit.endsAt.toISOString(),
      link,
      arranges: may('appointment.arrange', referral, subject),
    };
  },
});
