import { anywhere } from '#server/platform/access/access.ts';
import { forbidden, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { openProject } from '#server/projects/index.ts';
import { programmeOf, writeConsortium } from '../forming.ts';
import { Begin, BeginFor } from '../schemas.ts';

/** Begins an application with a project of its own, which the caller's organisation leads. */
export const begin = command('consortia.begin', {
  summary:
    'Begins an application to a support programme, with a new project in the stage of ideas that the organisation one acts for leads.',
  input: Begin,
  subject: anywhere,
  gate: 'consortium.create',
  words: ['title', 'summary'],
  limit: { points: 10, seconds: 60 },
  async run({ input, actor, tx, audit }) {
    if (actor.orgKind === 'government') throw forbidden();
    const { programme, targetOn, clientId, ...described } = input;
    const itemId = await programmeOf(tx, actor, programme);
    const leadOrgId = actor.orgId!;
    const { isNew } = await openProject(tx, actor, {
      ...described,
      id: clientId,
      goals: {},
      stage: 'idea',
      leadOrgId,
    });
    if (!isNew) return { consortiumId: await latestOf(tx, clientId) };
    const consortiumId = newId();
    await writeConsortium(tx, actor, {
      id: consortiumId,
      projectId: clientId,
      leadOrgId,
      itemId,
      targetOn,
    });
    audit({ consortiumId, projectId: clientId, itemId });
    return { consortiumId };
  },
});

/** Begins an application for a project that there is. */
export const beginFor = command('consortia.beginFor', {
  summary: 'Begins an application to a support programme for a project that one leads.',
  input: BeginFor,
  subject: project.of('projectId'),
  gate: 'project.write',
  async run({ input, subject, actor, tx, emit, audit }) {
    if (subject.privacy === 'desk') throw forbidden();
    const itemId = await programmeOf(tx, actor, input.programme);
    const consortiumId = newId();
    await writeConsortium(tx, actor, {
      id: consortiumId,
      projectId: subject.id,
      leadOrgId: subject.leadOrgId,
      itemId,
      targetOn: input.targetOn,
    });
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    audit({ consortiumId, projectId: subject.id, itemId });
    return { consortiumId };
  },
});

async function latestOf(tx: Parameters<typeof programmeOf>[0], projectId: string): Promise<string> {
  const [row] = await tx.sql<{ id: string }>`
    SELECT id FROM consortium WHERE project_id = ${projectId} ORDER BY created_at DESC LIMIT 1`;
  if (!row) throw invalid('INVALID_INPUT', undefined, [{ path: 'clientId', message: 'invalid' }]);
  return row.id;
}
