import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { enter } from '../entries.ts';
import { EndProject } from '../schemas.ts';

/** Ends a project or takes it up again. What was written stays, and may be read and added to. */
export const endProject = command('projects.end', {
  summary: 'Ends a project, or takes it up again.',
  input: EndProject,
  subject: project.of('projectId'),
  gate: 'project.write',
  async run({ input, subject, actor, tx, emit }) {
    const changed = await tx.sql`
      UPDATE project SET ended_at = ${input.ended ? tx.now : null}, version = version + 1
       WHERE id = ${subject.id} AND (ended_at IS NULL) = ${input.ended} RETURNING 1`;
    if (changed.length === 0) return null;
    await enter(tx, subject.id, input.ended ? 'ended' : 'reopened', actor);
    await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    return null;
  },
});
