import { organisation } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { AddOrganisation } from '../schemas.ts';
import { beginPart } from '../taking-part.ts';

export const addOrganisation = command('projects.addOrganisation', {
  summary:
    'Adds an organisation to a project, with what was written before, from a day on, or without.',
  input: AddOrganisation,
  subject: project.of('projectId'),
  gate: 'project.write',
  refs: { orgId: { noun: organisation, action: 'org.viewMember' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    const { orgId, part, history, since } = input;
    const added = await beginPart(tx, subject, { orgId, part, history, since, actor });
    if (!added) return { added };
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    audit({ orgId, history, since });
    return { added };
  },
});
