import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { department } from '../access.ts';
import { departmentFacts, given, keepDepartment, type DepartmentFacts } from '../history.ts';
import { ChangeDepartment } from '../schemas.ts';

/** Gives a department another name or number of cases. Its field stays: another field is another department. */
export const changeDepartment = command('profiles.changeDepartment', {
  summary:
    'Changes the names and the yearly number of cases of a department, on the version that was seen',
  input: ChangeDepartment,
  subject: department.of('departmentId'),
  gate: 'profile.write',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { departmentId, version, yearlyCases } = input;
    const name = JSON.stringify(given(input.name));
    const [after] = await tx.sql<DepartmentFacts>`
      UPDATE department d
         SET name = t.labels || ${name}::jsonb, yearly_cases = ${yearlyCases}::int, version = d.version + 1
        FROM term t
       WHERE d.id = ${departmentId} AND d.version = ${version} AND d.closed_at IS NULL
         AND t.vocabulary = 'clinicalSpecialties' AND t.code = d.specialty
      RETURNING d.specialty, d.name, d.yearly_cases AS "yearlyCases"`;
    if (!after || subject.version !== version) throw conflict('STALE_VERSION');
    await keepDepartment(tx, actor, {
      orgId: subject.orgId,
      recordId: departmentId,
      act: 'changed',
      before: departmentFacts(subject),
      after,
    });
    await emit({ kind: 'org', id: subject.orgId }, 'worklist.changed', {});
    audit({ specialty: subject.specialty });
    return { version: version + 1 };
  },
});
