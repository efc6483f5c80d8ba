import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { consortium } from '../access.ts';
import { holdForming } from '../forming.ts';
import { AddRole, RemoveRole, SetRole } from '../schemas.ts';

export const addRole = command('consortia.addRole', {
  summary: 'Adds a role that somebody has to take.',
  input: AddRole,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.write',
  words: ['task'],
  async run({ input, subject, tx, emit, audit }) {
    await holdForming(tx, subject.id);
    const roleId = newId();
    await tx.sql`
      INSERT INTO consortium_role (id, consortium_id, kind, task, required, position)
      SELECT ${roleId}, ${subject.id}, ${input.kind}, ${JSON.stringify(input.task)}::jsonb, ${input.required},
             coalesce(max(position), 0) + 1 FROM consortium_role WHERE consortium_id = ${subject.id}`;
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    audit({ roleId, kind: input.kind });
    return { roleId };
  },
});

export const setRole = command('consortia.setRole', {
  summary: 'Says whether a role is needed, and whether organisations may offer themselves for it.',
  input: SetRole,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.write',
  async run({ input, subject, tx, emit, audit }) {
    await holdForming(tx, subject.id);
    const { roleId, required, open } = input;
    const changed = await tx.sql`
      UPDATE consortium_role SET required = ${required}, open = ${open}
       WHERE id = ${roleId} AND consortium_id = ${subject.id} AND kind <> 'lead' RETURNING 1`;
    if (changed.length === 0) throw conflict('STATE_CHANGED');
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    audit({ roleId, required, open });
    return null;
  },
});

/** Takes a role away that nobody holds or was asked for. */
export const removeRole = command('consortia.removeRole', {
  summary: 'Takes a role away that nobody holds and nobody was asked for.',
  input: RemoveRole,
  subject: consortium.of('consortiumId'),
  gate: 'consortium.write',
  async run({ input, subject, tx, emit, audit }) {
    await holdForming(tx, subject.id);
    const [role] = await tx.sql<{ used: boolean }>`
      SELECT EXISTS (SELECT 1 FROM consortium_seat se WHERE se.role_id = ro.id
                        AND se.state IN ('waiting', 'accepted')) AS used
        FROM consortium_role ro
       WHERE ro.id = ${input.roleId} AND ro.consortium_id = ${subject.id}`;
    if (!role) return null;
    if (role.used) throw conflict('ROLE_IN_USE');
    await tx.sql`DELETE FROM consortium_seat WHERE role_id = ${input.roleId}`;
    await tx.sql`DELETE FROM consortium_role WHERE id = ${input.roleId}`;
    await emit({ kind: 'project', id: subject.project.id }, 'project.changed', {});
    audit({ roleId: input.roleId });
    return null;
  },
});
