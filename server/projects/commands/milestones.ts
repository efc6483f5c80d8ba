import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { organisation } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { RemoveMilestone, SaveMilestone, SetMilestoneDone } from '../schemas.ts';

/** Writes a new step, or changes one that nobody changed since it was read. */
export const saveMilestone = command('projects.saveMilestone', {
  summary: 'Adds a milestone with its owner and day, or changes one.',
  input: SaveMilestone,
  subject: project.of('projectId'),
  gate: 'project.plan',
  words: ['title'],
  refs: { ownerOrgId: { noun: organisation, action: 'org.viewPublic' } },
  async run({ input, subject, actor, tx, emit }) {
    const { milestoneId, title, ownerOrgId, plannedOn, doneOn } = input;
    if (!subject.orgIds.includes(ownerOrgId)) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'ownerOrgId', message: 'unknownRecord' }]);
    }
    const id = milestoneId ?? newId();
    if (milestoneId) {
      const changed = await tx.sql`
        UPDATE project_milestone SET title = ${JSON.stringify(title)}, owner_org_id = ${ownerOrgId},
               planned_on = ${plannedOn}, done_on = ${doneOn}, version = version + 1
         WHERE id = ${id} AND project_id = ${subject.id} AND version = ${input.version ?? -1} RETURNING 1`;
      if (changed.length === 0) throw conflict('STALE_VERSION');
      await enter(tx, subject.id, 'milestoneChanged', actor, { milestoneId: id });
    } else {
      await tx.sql`
        INSERT INTO project_milestone (id, project_id, title, owner_org_id, planned_on, done_on, created_at)
        VALUES (${id}, ${subject.id}, ${JSON.stringify(title)}, ${ownerOrgId}, ${plannedOn}, ${doneOn}, ${tx.now})`;
      await enter(tx, subject.id, 'milestoneAdded', actor, { milestoneId: id });
    }
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    return { milestoneId: id };
  },
});

export const setMilestoneDone = command('projects.setMilestoneDone', {
  summary: 'Says that a milestone was reached today, or takes that back.',
  input: SetMilestoneDone,
  subject: project.of('projectId'),
  gate: 'project.plan',
  async run({ input, subject, actor, tx, emit }) {
    const today = input.done ? tx.now : null;
    const changed = await tx.sql`
      UPDATE project_milestone
         SET done_on = (${today}::timestamptz AT TIME ZONE ${actor.timeZone})::date, version = version + 1
       WHERE id = ${input.milestoneId} AND project_id = ${subject.id} AND version = ${input.version} RETURNING 1`;
    if (changed.length === 0) throw conflict('STALE_VERSION');
    const type = input.done ? 'milestoneDone' : 'milestoneReopened';
    await enter(tx, subject.id, type, actor, { milestoneId: input.milestoneId });
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    return null;
  },
});

export const removeMilestone = command('projects.removeMilestone', {
  summary: 'Takes a milestone out of the plan.',
  input: RemoveMilestone,
  subject: project.of('projectId'),
  gate: 'project.plan',
  async run({ input, subject, actor, tx, emit }) {
    const removed = await tx.sql`
      DELETE FROM project_milestone
       WHERE id = ${input.milestoneId} AND project_id = ${subject.id} RETURNING 1`;
    if (removed.length === 0) return null;
    await enter(tx, subject.id, 'milestoneRemoved', actor, {
      milestoneId: input.milestoneId,
    });
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    return null;
  },
});
