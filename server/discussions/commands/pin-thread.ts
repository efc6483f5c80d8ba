import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { waitForThread } from '../hold-thread.ts';
import { PinThread } from '../schemas.ts';
import { addTurn } from '../turns.ts';

export const pinThread = command('discussions.pinThread', {
  summary: 'Keeps a thread at the top of its project, or lets it go. Repeating it changes nothing.',
  input: PinThread,
  subject: thread.of('threadId'),
  gate: 'thread.pin',
  async run({ input, subject, actor, tx }) {
    await waitForThread(tx, subject.id);
    const { count } = await tx.query(
      sql`UPDATE thread SET pinned_at = ${input.pinned ? tx.now : null}::timestamptz, version = version + 1
           WHERE id = ${subject.id}::uuid AND (pinned_at IS NULL) = ${input.pinned}::boolean`,
    );
    if (count === 0) return { pinned: input.pinned };
    await addTurn(tx, subject.id, actor, { kind: input.pinned ? 'pinned' : 'unpinned' });
    return { pinned: input.pinned };
  },
});
