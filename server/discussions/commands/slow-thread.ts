import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { waitForThread } from '../hold-thread.ts';
import { SlowThread } from '../schemas.ts';
import { addTurn } from '../turns.ts';

export const slowThread = command('discussions.slowThread', {
  summary: 'Sets how many seconds one person waits between two posts in a thread or chat.',
  input: SlowThread,
  subject: thread.of('threadId'),
  gate: 'thread.manage',
  async run({ input, subject, actor, tx, audit }) {
    await waitForThread(tx, subject.id);
    const { count } = await tx.query(
      sql`UPDATE thread SET slow_seconds = ${input.seconds}::int, version = version + 1
           WHERE id = ${subject.id}::uuid AND slow_seconds <> ${input.seconds}::int`,
    );
    if (count === 0) return { seconds: input.seconds };
    await addTurn(tx, subject.id, actor, {
      kind: 'slow',
      was: String(subject.slowSeconds),
      became: String(input.seconds),
    });
    audit({ seconds: input.seconds });
    return { seconds: input.seconds };
  },
});
