import { organisation } from '#server/membership/index.ts';
import { notify } from '#server/notifications/index.ts';
import { audience, sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { AddOrganisation } from '../schemas.ts';
import { alone, drawHorizon, liftHorizon, rightsChanged } from '../taking-part.ts';

export const addOrganisation = command('projects.addOrganisation', {
  summary: 'Adds an organisation to a project, with or without what was written before.',
  input: AddOrganisation,
  subject: project.of('projectId'),
  gate: 'project.write',
  refs: { orgId: { noun: organisation, action: 'org.viewMember' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    const { orgId, part, history } = input;
    await alone(tx, subject.id);
    const added = await tx.sql`
      INSERT INTO project_member AS pm (project_id, org_id, part, joined_at)
      VALUES (${subject.id}, ${orgId}, ${part}, ${tx.now})
      ON CONFLICT (project_id, org_id) DO UPDATE
        SET left_at = NULL, joined_at = excluded.joined_at, part = excluded.part
      WHERE pm.left_at IS NOT NULL RETURNING 1`;
    if (added.length === 0) return { added: false };
    await rightsChanged(tx, subject.id);
    if (history === 'fromNow') await drawHorizon(tx, subject.id, orgId);
    else await liftHorizon(tx, subject.id, orgId);
    await enter(tx, subject.id, 'orgAdded', actor, { orgId });
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    const now = await project.find(tx, subject.id);
    await notify(tx, {
      type: 'project.added',
      subject: { kind: 'project', id: subject.id },
      to: sql`m.org_id = ${orgId}::uuid AND ${audience('project.view', project, now!)}`,
      except: actor.personId,
      actorId: actor.personId,
    });
    audit({ orgId, history });
    return { added: true };
  },
});
