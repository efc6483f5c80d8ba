import { query } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { readMatters } from '../matters.ts';
import { OfThread } from '../schemas.ts';

/** How a thread stands now, for open pages that hear of a change. */
export const threadMatters = query('discussions.threadMatters', {
  summary:
    'A thread’s state and marks, whether the caller follows it, and how far a notice has come.',
  input: OfThread,
  subject: thread.of('threadId'),
  gate: 'thread.view',
  run: ({ subject, actor, tx }) => readMatters(tx, actor, subject),
});
