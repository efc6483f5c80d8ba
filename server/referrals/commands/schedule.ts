import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { referral } from '../access.ts';
import { lockSeen, move } from '../cases.ts';
import { takesCase } from '../circle.ts';
import { requireNeeds } from '../missing.ts';
import { moved } from '../moved.ts';
import { calendarDay, CaseCode } from '../schemas.ts';
import { theCircle } from '../telling.ts';
import { by } from '../timeline.ts';

export const schedule = command('referrals.schedule', {
  summary:
    'Sets or changes the dates of the stay and the department that takes the patient. The sender is told; the dates are on the case.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    department: z.string().min(1).max(80),
    startsOn: calendarDay,
    endsOn: calendarDay.nullable().default(null),
  }),
  subject: referral.of('code'),
  gate: 'referral.schedule',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    await requireNeeds(tx, services.keyRing, row, 'schedule');
    if (input.startsOn < dayInJapan(tx.now)) throw at('startsOn', 'inThePast');
    if (input.endsOn && input.endsOn < input.startsOn) throw at('endsOn', 'endsBeforeStart');
    const { count } = await tx.query(sql`
      INSERT INTO referral_stay (referral_id, org_id, department, starts_on, ends_on)
      SELECT ${row.id}, d.org_id, d.specialty, ${input.startsOn}::date, ${input.endsOn}::date
        FROM department d WHERE d.org_id = ${row.acceptedOrgId} AND d.specialty = ${input.department}
         AND ${takesCase(row.id)}
      ON CONFLICT (referral_id) DO UPDATE SET department = excluded.department,
        starts_on = excluded.starts_on, ends_on = excluded.ends_on`);
    if (count === 0) throw at('department', 'unknownRecord');
    const state = await move(tx, row, 'schedule', by(actor), {
      facts: { department: input.department, startsOn: input.startsOn },
    });
    return moved(context, row, state, 'case.scheduled', {
      notice: 'referral.scheduled',
      to: theCircle(row),
    });
  },
});

function at(path: string, message: string) {
  return invalid('INVALID_INPUT', undefined, [{ path, message }]);
}
