import { organisation } from '#server/membership/index.ts';
import { notify } from '#server/notifications/index.ts';
import {
  ACTIVE_MEMBERSHIPS,
  audience,
  MEMBERSHIP_IS_ACTIVE,
  sql,
} from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { project, type ProjectRow } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { HAS_VOICE } from '../handing-over.ts';
import { HandOver } from '../schemas.ts';
import { alone, beginPart, liftHorizon, rightsChanged } from '../taking-part.ts';

type Handover = { from: string; to: string; actor: Actor };

/**
 * Gives what one organisation leads and answers for in these projects to another, all or nothing. The
 * other takes part from then on, with what was before; the first stays in the project. Both are told.
 */
export const handOver = command('projects.handOver', {
  summary:
    'Gives the lead of projects, and the open steps in them, from one organisation to another.',
  input: HandOver,
  subject: organisation.of('fromOrgId'),
  gate: 'project.handOver',
  refs: {
    toOrgId: { noun: organisation, action: 'project.handOver' },
    projectIds: { noun: project, action: 'project.handOver' },
  },
  async run({ input, subject, actor, tx, emit, audit }) {
    const handover = { from: subject.id, to: input.toOrgId, actor };
    await requireSuccessor(tx, handover);
    let steps = 0;
    // In the order of their ids: two handovers at once do not wait for each other crosswise.
    for (const id of input.projectIds.toSorted()) {
      await alone(tx, id);
      steps += await handOne(tx, (await project.find(tx, id))!, handover);
      await emit({ kind: 'project', id }, 'project.changed', {});
    }
    audit({ toOrgId: input.toOrgId, projectIds: input.projectIds, steps });
    return { projects: input.projectIds.length, steps };
  },
});

/** Whoever takes over has somebody who may speak for it, and is not the one who gives. */
async function requireSuccessor(tx: Tx, { from, to }: Handover): Promise<void> {
  const { count } = await tx.query(sql`
    SELECT 1 FROM organisation o WHERE o.id = ${to}::uuid AND ${HAS_VOICE}
       AND o.kind IN ('hospital', 'society', 'company', 'secretariat')`);
  if (count === 1 && from !== to) return;
  throw invalid('INVALID_INPUT', undefined, [{ path: 'toOrgId', message: 'cannotLead' }]);
}

/** @returns how many steps went along */
async function handOne(tx: Tx, row: ProjectRow, { from, to, actor }: Handover): Promise<number> {
  const leads = row.leadOrgId === from;
  const isNew = await beginPart(tx, row, { orgId: to, part: 'participant', history: 'all', actor });
  if (!isNew) await liftHorizon(tx, row.id, to);
  if (leads) await passLead(tx, row, { from, to });
  const moved = await tx.sql`
    UPDATE project_milestone SET owner_org_id = ${to}, version = version + 1
     WHERE project_id = ${row.id} AND owner_org_id = ${from} AND done_on IS NULL RETURNING 1`;
  if (!leads && moved.length === 0) throw conflict('STATE_CHANGED');
  await enter(tx, row.id, leads ? 'leadPassed' : 'stepsPassed', actor, {
    orgId: to,
    fromOrgId: from,
  });
  const now = (await project.find(tx, row.id))!;
  await notify(tx, {
    type: 'project.handedOver',
    subject: { kind: 'project', id: row.id },
    to: sql`m.org_id IN (${from}::uuid, ${to}::uuid) AND ${audience('project.view', project, now)}`,
    actorId: actor.personId,
    except: actor.personId,
  });
  return moved.length;
}

async function passLead(
  tx: Tx,
  { id: projectId, privacy }: ProjectRow,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const passed = await tx.sql`
    UPDATE project SET lead_org_id = ${to}, version = version + 1
     WHERE id = ${projectId} AND lead_org_id = ${from} AND ended_at IS NULL RETURNING 1`;
  if (passed.length === 0) throw conflict('STATE_CHANGED');
  // One leads at a time, which an index keeps: first the one that gives.
  for (const [orgId, part] of [
    [from, 'participant'],
    [to, 'lead'],
  ] as const) {
    await tx.sql`
      UPDATE project_member SET part = ${part}
       WHERE project_id = ${projectId} AND org_id = ${orgId}`;
  }
  // A committee's space is its roster's alone: whoever may speak for those who lead it now is on it.
  if (privacy === 'committee') {
    await tx.query(sql`
      INSERT INTO project_person (project_id, person_id, org_id, part, joined_at)
      SELECT ${projectId}::uuid, m.person_id, m.org_id, 'chair', ${tx.now}::timestamptz FROM ${ACTIVE_MEMBERSHIPS}
       WHERE ${MEMBERSHIP_IS_ACTIVE} AND m.org_id = ${to}::uuid AND 'representative' = ANY (m.roles)
      ON CONFLICT (project_id, person_id) DO UPDATE SET left_at = NULL, org_id = excluded.org_id`);
  }
  await rightsChanged(tx, projectId);
}
