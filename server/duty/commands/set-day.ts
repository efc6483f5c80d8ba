import { organisation, person } from '#server/membership/index.ts';
import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { faultOfDay, nextVersion, requireCoordinators, requireHospital } from '../rota.ts';
import { SetDay } from '../schemas.ts';

/** Gives one day to others than its weekday has; with nobody named, the day is like any other again. */
export const setDay = command('duty.setDay', {
  summary: 'Says who is on duty for referrals on one day, instead of those of its weekday',
  input: SetDay,
  subject: organisation.of('orgId'),
  gate: 'org.duty',
  refs: { personIds: { noun: person, action: 'org.duty' } },
  async run({ input, subject, actor, tx, audit }) {
    requireHospital(subject);
    const { day } = input;
    const wrong = faultOfDay(day, tx.now);
    if (wrong) throw invalid('INVALID_INPUT', undefined, [{ path: 'day', message: wrong }]);
    const personIds = [...new Set(input.personIds)];
    await requireCoordinators(tx, subject.id, { personIds });
    const version = await nextVersion(tx, subject.id, input.version, actor.personId);
    await tx.sql`DELETE FROM duty_day WHERE org_id = ${subject.id} AND day = ${day}::date`;
    await tx.sql`
      INSERT INTO duty_day (org_id, day, person_id)
      SELECT ${subject.id}::uuid, ${day}::date, unnest(${personIds}::uuid[])`;
    audit({ day, people: personIds.length });
    return { version };
  },
});
