import { query } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { consortium } from '../access.ts';
import type { ConsortiumState } from '../plain.ts';
import { OfProject, type Label } from '../schemas.ts';

/** The newest application of a project, and whether the caller may begin one. */
export const ofProject = query('consortia.ofProject', {
  summary: 'The newest application of a project to a support programme, if there is one.',
  input: OfProject,
  subject: project.of('project'),
  gate: 'project.view',
  async run({ subject, tx, may }) {
    const [latest] = await tx.sql<{ id: string; state: ConsortiumState; programme: Label }>`
      SELECT cs.id, cs.state, l.title AS programme FROM consortium cs JOIN library_item l ON l.id = cs.item_id
       WHERE cs.project_id = ${subject.id} ORDER BY cs.created_at DESC LIMIT 1`;
    const isRunning = latest && ['forming', 'submitted'].includes(latest.state);
    const row = latest && (await consortium.find(tx, latest.id));
    return {
      latest: row && may('consortium.view', consortium, row) ? latest : null,
      mayBegin: !isRunning && subject.privacy !== 'desk' && may('project.write', project, subject),
    };
  },
});
