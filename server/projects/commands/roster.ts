import { notify } from '#server/notifications/index.ts';
import { ACTIVE_MEMBERSHIPS, MEMBERSHIP_IS_ACTIVE, sql } from '#server/platform/access/access.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { AddPerson, RemovePerson } from '../schemas.ts';
import { alone, rightsChanged } from '../taking-part.ts';

/** Puts somebody of an organisation that takes part on the roster of a committee's space. */
export const addPerson = command('projects.addPerson', {
  summary: 'Puts a person on the roster of a committee’s space.',
  input: AddPerson,
  subject: project.of('projectId'),
  gate: 'project.write',
  async run({ input, subject, actor, tx, emit, audit }) {
    const { personId, part } = input;
    const { count } = await tx.query(sql`
      INSERT INTO project_person (project_id, person_id, org_id, part, joined_at)
      SELECT ${subject.id}, m.person_id, m.org_id, ${part}, ${tx.now}::timestamptz
        FROM ${ACTIVE_MEMBERSHIPS}
       WHERE ${MEMBERSHIP_IS_ACTIVE} AND m.person_id = ${personId}
         AND m.org_id = ANY (${subject.orgIds}::uuid[]) ORDER BY m.started_at LIMIT 1
      ON CONFLICT (project_id, person_id) DO UPDATE
        SET left_at = NULL, part = excluded.part, org_id = excluded.org_id`);
    if (count === 0) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'personId', message: 'unknownRecord' }]);
    }
    await enter(tx, subject.id, 'personAdded', actor, { personId });
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    await notify(tx, {
      type: 'project.added',
      subject: { kind: 'project', id: subject.id },
      to: sql`m.person_id = ${personId}::uuid AND m.org_id = ANY (${subject.orgIds}::uuid[])`,
      except: actor.personId,
      actorId: actor.personId,
    });
    audit({ personId });
    return null;
  },
});

/** Takes somebody off the roster: their open pages close. */
export const removePerson = command('projects.removePerson', {
  summary: 'Takes a person off the roster of a committee’s space.',
  input: RemovePerson,
  subject: project.of('projectId'),
  gate: 'project.write',
  async run({ input, subject, actor, tx, audit }) {
    if (input.personId === actor.personId) throw conflict('ROSTER_SELF');
    await alone(tx, subject.id);
    const removed = await tx.sql`
      UPDATE project_person SET left_at = ${tx.now}
       WHERE project_id = ${subject.id} AND person_id = ${input.personId} AND left_at IS NULL RETURNING 1`;
    if (removed.length === 0) return null;
    await rightsChanged(tx, subject.id);
    await enter(tx, subject.id, 'personRemoved', actor, { personId: input.personId });
    await notify(tx, {
      type: 'project.removed',
      subject: { kind: 'formerProject', id: subject.id },
      to: sql`m.person_id = ${input.personId}::uuid AND m.org_id = ANY (${subject.orgIds}::uuid[])`,
      actorId: actor.personId,
    });
    audit({ personId: input.personId });
    return null;
  },
});
