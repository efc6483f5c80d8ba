import { notify } from '#server/notifications/index.ts';
import { organisation, person } from '#server/membership/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid, type Issue } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { requireNamer } from '../access.ts';
import { LONGEST_ABSENCE_DAYS } from '../plain.ts';
import { coordinatorsOf, faultOfDay, requireHospital } from '../rota.ts';
import { NameDeputy } from '../schemas.ts';

/**
 * Names somebody of the hospital who stands in for a coordinator from one day to another: on those days
 * the deputy has the coordinator's role, and what they do by it is recorded as done for the absent one.
 * It hands on the way to patients' identities, and asks for a fresh second factor as any role does.
 */
export const nameDeputy = command('duty.nameDeputy', {
  summary: 'Names a deputy for a coordinator of a hospital, from one day to another',
  input: NameDeputy,
  subject: organisation.of('orgId'),
  gate: 'org.deputise',
  refs: {
    absentId: { noun: person, action: 'org.deputise' },
    deputyId: { noun: person, action: 'org.deputise' },
  },
  async run({ input, subject, actor, tx, emit, audit }) {
    requireHospital(subject);
    requireNamer(actor);
    const { absentId, deputyId, from, to } = input;
    const issues = await faultsOf(tx, input);
    if (issues.length > 0) throw invalid('INVALID_INPUT', undefined, issues);
    const id = newId();
    const named = await tx.sql`
      INSERT INTO deputyship (id, org_id, absent_id, deputy_id, from_day, to_day, named_by_id, named_at)
      VALUES (${id}, ${subject.id}, ${absentId}, ${deputyId}, ${from}::date, ${to}::date, ${actor.personId}, ${tx.now})
      ON CONFLICT DO NOTHING RETURNING 1`;
    // Nobody has two deputies on one day: the constraint says so, whoever names them at once.
    if (named.length === 0) throw conflict('DEPUTY_NAMED_ALREADY');
    const subjectOfNotice = { kind: 'dutyRota', id: subject.id };
    const told = { subject: subjectOfNotice, except: actor.personId };
    const of = (personId: string) => sql`(m.org_id = ${subject.id} AND m.person_id = ${personId})`;
    await notify(tx, { type: 'duty.named', to: of(deputyId), ...told });
    await notify(tx, { type: 'duty.away', to: of(absentId), ...told });
    await emit({ kind: 'person', id: deputyId }, 'access.changed', {});
    audit({ deputyship: id, absent: absentId, deputy: deputyId, from, to });
    return { deputyshipId: id };
  },
});

type Named = { orgId: string; absentId: string; deputyId: string; from: string; to: string };

async function faultsOf(tx: Tx, { orgId, absentId, deputyId, from, to }: Named): Promise<Issue[]> {
  const issues: Issue[] = [];
  const fault = (path: string, message: string) => void issues.push({ path, message });
  if (!(await coordinatorsOf(tx, orgId)).has(absentId)) fault('absentId', 'noCoordinator');
  const [here] = await tx.sql`
    SELECT 1 FROM membership WHERE org_id = ${orgId} AND person_id = ${deputyId} AND ended_at IS NULL`;
  if (!here) fault('deputyId', 'notOfHospital');
  else if (deputyId === absentId) fault('deputyId', 'samePerson');
  const wrongDay = faultOfDay(from, tx.now);
  if (wrongDay) fault('from', wrongDay);
  if (to < from) fault('to', 'endsBeforeItBegins');
  else if (Date.parse(to) - Date.parse(from) > LONGEST_ABSENCE_DAYS * 86_400_000) {
    fault('to', 'tooLongAway');
  }
  return issues;
}
