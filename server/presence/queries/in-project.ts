import { project } from '#server/discussions/index.ts';
import { query } from '#server/platform/use-case.ts';
import { hereAmong } from '../here-among.ts';
import { InProject } from '../schemas.ts';

/** Who of those who take part in a project is here now. */
export const inProject = query('presence.inProject', {
  summary: 'Who of a project’s participants is here now.',
  input: InProject,
  subject: project.of('project'),
  gate: 'project.view',
  doors: ['web', 'socket'],
  limit: { points: 60, seconds: 60 },
  run: ({ subject, actor, tx }) => hereAmong(tx, actor, subject),
});
