import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { department } from '../access.ts';
import { departmentFacts, keepDepartment } from '../history.ts';
import { CloseDepartment } from '../schemas.ts';

/** Closes a department: nobody new is offered to it, and cases that its hospital has accepted keep it. */
export const closeDepartment = command('profiles.closeDepartment', {
  summary:
    'Closes a department: it is asked for no new patient. Cases that were accepted before keep it, and it can be opened again.',
  input: CloseDepartment,
  subject: department.of('departmentId'),
  gate: 'profile.write',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { departmentId, version } = input;
    const closed = await tx.sql`
      UPDATE department SET closed_at = ${tx.now}, version = version + 1
       WHERE id = ${departmentId} AND version = ${version} AND closed_at IS NULL RETURNING 1`;
    if (closed.length === 0) throw conflict('STALE_VERSION');
    const { orgId } = subject;
    const before = departmentFacts(subject);
    await keepDepartment(tx, actor, { orgId, recordId: departmentId, act: 'closed', before });
    await emit({ kind: 'org', id: orgId }, 'worklist.changed', {});
    audit({ specialty: subject.specialty });
    return { version: version + 1 };
  },
});
