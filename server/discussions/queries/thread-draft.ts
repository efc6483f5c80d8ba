import { query } from '#server/platform/use-case.ts';
import { project } from '../access.ts';
import { ownThreadDraft } from '../drafts.ts';
import { OfProject } from '../schemas.ts';

/** What the caller typed as a new thread of a project and did not open, as it was kept last; null: nothing. */
export const threadDraft = query('discussions.threadDraft', {
  summary: 'The caller’s unopened new thread of a project, as it was kept last.',
  input: OfProject,
  subject: project.of('projectId'),
  gate: 'thread.create',
  run: ({ subject, actor, tx }) => ownThreadDraft(tx, actor, subject.id),
});
