import { organisation } from '#server/membership/index.ts';
import { conflict, invalid, notFound } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { given, keepDepartment, type DepartmentFacts } from '../history.ts';
import { AddDepartment } from '../schemas.ts';

type Entered = DepartmentFacts & { id: string; fresh: boolean };

/**
 * Adds a department, or opens one again that was closed. What it takes on is unconfirmed until its
 * hospital says so: that it is there does not mean that it has a bed.
 */
export const addDepartment = command('profiles.addDepartment', {
  summary:
    'Adds a clinical department to a hospital, or opens one again that was closed. Its capacity is unconfirmed until somebody says it.',
  input: AddDepartment,
  subject: organisation.of('orgId'),
  gate: 'profile.write',
  async run({ input, subject, actor, tx, emit, audit }) {
    if (subject.kind !== 'hospital') throw notFound();
    const { specialty, yearlyCases } = input;
    const name = JSON.stringify(given(input.name));
    const [entered] = await tx.sql<Entered>`
      INSERT INTO department AS d (id, org_id, specialty, name, yearly_cases)
      SELECT ${newId()}::uuid, ${subject.id}::uuid, t.code, t.labels || ${name}::jsonb, ${yearlyCases}::int
        FROM term t WHERE t.vocabulary = 'clinicalSpecialties' AND t.code = ${specialty}
      ON CONFLICT (org_id, specialty) DO UPDATE
        SET name = excluded.name, yearly_cases = excluded.yearly_cases, closed_at = NULL, capacity = 'accepting',
            capacity_until = NULL, capacity_reviewed_on = NULL, version = d.version + 1
        WHERE d.closed_at IS NOT NULL
      RETURNING d.id, d.specialty, d.name, d.yearly_cases AS "yearlyCases", d.xmax = 0 AS fresh`;
    if (!entered) throw await refusal();
    const { id, fresh, ...after } = entered;
    const act = fresh ? 'added' : 'reopened';
    await keepDepartment(tx, actor, { orgId: subject.id, recordId: id, act, after });
    await emit({ kind: 'org', id: subject.id }, 'worklist.changed', {});
    audit({ departmentId: id, specialty, act });
    return { departmentId: id, reopened: !fresh };

    async function refusal() {
      const [known] = await tx.sql`
        SELECT 1 FROM term WHERE vocabulary = 'clinicalSpecialties' AND code = ${specialty}`;
      if (known) return conflict('DEPARTMENT_KNOWN');
      const issue = { path: 'specialty', message: 'unknownRecord' };
      return invalid('INVALID_INPUT', undefined, [issue]);
    }
  },
});
