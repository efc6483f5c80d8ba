import { query } from '#server/platform/use-case.ts';
import { thread } from '#server/discussions/index.ts';
import { OfThread } from '../schemas.ts';
import { pollsOf } from './polls.ts';

export const ofThread = query('decisions.ofThread', {
  summary: 'The polls of a thread with what the caller may see of their results and may vote in.',
  input: OfThread,
  subject: thread.of('threadId'),
  gate: 'thread.view',
  run: async ({ subject, actor, tx }) => ({
    polls: await pollsOf(tx, actor, subject, null),
    now: tx.now.toISOString(),
  }),
});
