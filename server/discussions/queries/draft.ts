import { sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { draftView, ownDraft, type DraftView } from '../drafts.ts';
import { horizonOf } from '../reading.ts';
import { OfThread } from '../schemas.ts';

/** What the caller typed in a thread and did not send, as it was kept last; null: nothing. */
export const draft = query('discussions.draft', {
  summary: 'The caller’s unsent text in a thread, as it was kept last.',
  input: OfThread,
  subject: thread.of('threadId'),
  gate: 'thread.post',
  async run({ subject, actor, tx }) {
    const { rows } = await tx.query<{ draft: DraftView | null }>(
      sql`SELECT ${ownDraft(actor, horizonOf(actor))} AS draft FROM thread t WHERE t.id = ${subject.id}::uuid`,
    );
    return draftView(rows[0]?.draft ?? null);
  },
});
