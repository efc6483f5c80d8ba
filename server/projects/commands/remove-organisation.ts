import { organisation } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { OneOrganisation } from '../schemas.ts';
import { endPart } from '../taking-part.ts';

export const removeOrganisation = command('projects.removeOrganisation', {
  summary:
    'Ends an organisation’s part in a project; its open pages close and its people are told.',
  input: OneOrganisation,
  subject: project.of('projectId'),
  gate: 'project.write',
  refs: { orgId: { noun: organisation, action: 'org.viewPublic' } },
  async run({ input, subject, actor, tx, audit }) {
    await endPart(tx, subject, input.orgId, actor);
    audit({ orgId: input.orgId });
    return null;
  },
});
