import { anywhere } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { organisation } from '#server/membership/index.ts';
import { forbidden, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { openProject } from '../opening.ts';
import { sayPublished } from '../publishing.ts';
import { CreateProject } from '../schemas.ts';

export const createProject = command('projects.create', {
  summary: 'Begins a project; the organisation one acts for leads it, with a chat of its own.',
  input: CreateProject,
  subject: anywhere,
  gate: 'project.create',
  words: ['title', 'summary', 'goals'],
  refs: { leadOrgId: { noun: organisation, action: 'org.viewMember' } },
  limit: { points: 10, seconds: 60 },
  async run({ input, actor, tx, audit }) {
    if (actor.orgKind === 'government') throw forbidden();
    const { clientId: id, ...given } = input;
    const leadOrgId = leadOf(actor, input.leadOrgId);
    if (input.privacy === 'desk' && actor.orgKind !== 'secretariat') {
      throw invalid('INVALID_INPUT', undefined, [
        { path: 'privacy', message: 'deskOfSecretariat' },
      ]);
    }
    const { slug, isNew } = await openProject(tx, actor, { ...given, id, leadOrgId });
    if (isNew) {
      await sayPublished(tx, { id, privacy: 'invited' }, input.privacy, actor);
      audit({ projectId: id, leadOrgId });
    }
    return { projectId: id, slug };
  },
});

function leadOf(actor: Actor, named: string | undefined): string {
  if (!named || named === actor.orgId) return actor.orgId!;
  if (actor.orgKind === 'secretariat') return named;
  throw invalid('INVALID_INPUT', undefined, [{ path: 'leadOrgId', message: 'unknownRecord' }]);
}
