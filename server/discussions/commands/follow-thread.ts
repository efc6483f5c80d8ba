import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { FollowThread } from '../schemas.ts';

export const followThread = command('discussions.followThread', {
  summary:
    'Follows or mutes a thread for the caller, or leaves it to whether they take part in it.',
  input: FollowThread,
  subject: thread.of('threadId'),
  gate: 'thread.view',
  audited: false,
  async run({ input, subject, actor, tx, emit }) {
    await tx.sql`
      INSERT INTO thread_follow (person_id, thread_id, level, at)
      VALUES (${actor.personId}, ${subject.id}, ${input.level}, ${tx.now})
      ON CONFLICT (person_id, thread_id) DO UPDATE SET level = excluded.level, at = excluded.at`;
    await emit({ kind: 'person', id: actor.personId! }, 'thread.followed', {
      threadId: subject.id,
    });
    return { level: input.level };
  },
});
