import { organisation, person } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { WEEKDAYS } from '../plain.ts';
import { nextVersion, requireCoordinators, requireHospital } from '../rota.ts';
import { SetWeek } from '../schemas.ts';

const people = { noun: person, action: 'org.duty' } as const;

/** Says who is on duty on which weekday, every week from now. */
export const setWeek = command('duty.setWeek', {
  summary: 'Says which coordinators of a hospital are on duty for referrals on which weekday',
  input: SetWeek,
  subject: organisation.of('orgId'),
  gate: 'org.duty',
  refs: Object.fromEntries(WEEKDAYS.map((day) => [day, people])),
  async run({ input, subject, actor, tx, audit }) {
    requireHospital(subject);
    const week = Object.fromEntries(WEEKDAYS.map((day) => [day, [...new Set(input[day])]]));
    await requireCoordinators(tx, subject.id, week);
    const version = await nextVersion(tx, subject.id, input.version, actor.personId);
    const shifts = WEEKDAYS.flatMap((day, i) => week[day]!.map((id) => ({ weekday: i + 1, id })));
    await tx.sql`DELETE FROM duty_weekday WHERE org_id = ${subject.id}`;
    await tx.sql`
      INSERT INTO duty_weekday (org_id, weekday, person_id)
      SELECT ${subject.id}::uuid, s.weekday, s.id
        FROM unnest(${shifts.map(({ weekday }) => weekday)}::int[], ${shifts.map(({ id }) => id)}::uuid[]) AS s (weekday, id)`;
    audit({ shifts: shifts.length });
    return { version };
  },
});
