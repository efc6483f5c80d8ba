import { organisation } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { ShareHistory } from '../schemas.ts';
import { liftHorizon } from '../taking-part.ts';

export const shareHistory = command('projects.shareHistory', {
  summary: 'Shows an organisation that came later what was written before, all or from a day on.',
  input: ShareHistory,
  subject: project.of('projectId'),
  gate: 'project.write',
  refs: { orgId: { noun: organisation, action: 'org.viewPublic' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    const { orgId, since } = input;
    if (await liftHorizon(tx, subject.id, orgId, since)) {
      await enter(tx, subject.id, 'historyShared', actor, { orgId });
      await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
      audit({ orgId, since });
    }
    return null;
  },
});
