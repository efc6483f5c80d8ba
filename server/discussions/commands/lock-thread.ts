import { sql } from '#server/platform/access/access.ts';
import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { waitForThread } from '../hold-thread.ts';
import { LockThread } from '../schemas.ts';
import { addTurn } from '../turns.ts';

/** The secretariat's hold on a heated thread: whatever its state, nobody writes until it is lifted. */
export const lockThread = command('discussions.lockThread', {
  summary: 'Locks a thread or chat against new posts, or unlocks it. Repeating it changes nothing.',
  input: LockThread,
  subject: thread.of('threadId'),
  gate: 'thread.manage',
  words: ['reason'],
  async run({ input, subject, actor, tx, audit }) {
    if (input.locked && !input.reason) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'reason', message: 'required' }]);
    }
    await waitForThread(tx, subject.id);
    const { count } = await tx.query(
      sql`UPDATE thread SET locked_at = ${input.locked ? tx.now : null}::timestamptz, version = version + 1
           WHERE id = ${subject.id}::uuid AND (locked_at IS NULL) = ${input.locked}::boolean`,
    );
    if (count === 0) return { locked: input.locked };
    await addTurn(tx, subject.id, actor, {
      kind: input.locked ? 'locked' : 'unlocked',
      reason: input.reason || null,
    });
    audit({ locked: input.locked });
    return { locked: input.locked };
  },
});
