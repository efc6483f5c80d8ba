import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { Leave } from '../schemas.ts';
import { endPart } from '../taking-part.ts';

export const leaveProject = command('projects.leave', {
  summary: 'The organisation one acts for leaves a project.',
  input: Leave,
  subject: project.of('projectId'),
  gate: 'project.leave',
  async run({ subject, actor, tx, audit }) {
    await endPart(tx, subject, actor.orgId!, actor);
    audit({ orgId: actor.orgId });
    return null;
  },
});
