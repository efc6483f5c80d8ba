import { thread } from '#server/discussions/index.ts';
import { query } from '#server/platform/use-case.ts';
import { hereAmong } from '../here-among.ts';
import { InThread } from '../schemas.ts';

/** Who of those who take part in a thread is here now. */
export const inThread = query('presence.inThread', {
  summary: 'Who of a thread’s participants is here now.',
  input: InThread,
  subject: thread.of('threadId'),
  gate: 'thread.view',
  doors: ['web', 'socket'],
  limit: { points: 60, seconds: 60 },
  run: ({ subject, actor, tx }) => hereAmong(tx, actor, subject),
});
