import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { by, caseKeyOf, lockCase, tellBeside } from '#server/referrals/index.ts';
import { appointment } from '../access.ts';
import { keepMeeting, videoVisitOf } from '../meeting.ts';
import { Arrange } from '../schemas.ts';

export const arrange = command('appointments.arrange', {
  summary:
    'The hospital says where both sides of a confirmed follow-up meet by video (https) and how to come in. Only the sender and the hospital are shown it; the notice holds none of it.',
  input: Arrange,
  subject: appointment.of('appointmentId'),
  gate: 'appointment.arrange',
  async run({ input, subject, actor, tx, services, emit, audit, may }) {
    const row = await lockCase(tx, subject.owner.id);
    const visit = await videoVisitOf(tx, row);
    const still = may('appointment.arrange', appointment, { ...subject, owner: row });
    if (!still || visit?.id !== subject.id) throw conflict('STATE_CHANGED');
    if (visit.version !== input.version) throw conflict('STALE_VERSION');
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const at = {
      referralId: row.id,
      appointmentId: subject.id,
      orgId: actor.orgId!,
      personId: actor.personId!,
    };
    await keepMeeting(tx, key, at, { url: input.url, note: input.note });
    await tellBeside(tx, emit, row, 'meetingArranged', by(actor));
    audit({ referralId: row.id, appointmentId: subject.id });
    return { code: row.code };
  },
});
