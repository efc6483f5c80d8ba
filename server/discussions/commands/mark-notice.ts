import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { waitForThread } from '../hold-thread.ts';
import { MarkNotice } from '../schemas.ts';
import { addTurn } from '../turns.ts';

export const markNotice = command('discussions.markNotice', {
  summary: 'Asks the organisations of a thread to acknowledge it, or asks no more.',
  input: MarkNotice,
  subject: thread.of('threadId'),
  gate: 'thread.manage',
  async run({ input, subject, actor, tx, audit }) {
    if (subject.kind === 'chat') throw conflict('CHAT_STAYS');
    await waitForThread(tx, subject.id);
    const { count } = await tx.query(
      sql`UPDATE thread SET notice_at = ${input.notice ? tx.now : null}::timestamptz, version = version + 1
           WHERE id = ${subject.id}::uuid AND (notice_at IS NULL) = ${input.notice}::boolean`,
    );
    if (count === 0) return { notice: input.notice };
    await addTurn(tx, subject.id, actor, { kind: input.notice ? 'noticed' : 'unnoticed' });
    audit({ notice: input.notice });
    return { notice: input.notice };
  },
});
