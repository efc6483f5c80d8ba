import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { project, thread } from '../access.ts';
import { changeThread } from '../change-thread.ts';
import { tellEventPages } from '../event-pages.ts';
import { MoveThread } from '../schemas.ts';
import { addTurn } from '../turns.ts';

/**
 * Takes a thread to another project: who takes part there reads it from now on, and the open pages of
 * those who do not are closed. What somebody was about to post meanwhile is refused by the version of
 * the right to take part.
 */
export const moveThread = command('discussions.moveThread', {
  summary: 'Moves a thread with its posts to another project, whose organisations then read it.',
  input: MoveThread,
  subject: thread.of('threadId'),
  gate: 'thread.manage',
  words: ['reason'],
  refs: { projectId: { noun: project, action: 'thread.create' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    if (subject.kind === 'chat') throw conflict('CHAT_STAYS');
    await refuseDesk(tx, input.projectId);
    if (input.projectId === subject.projectId) return { version: subject.version };
    const version = await changeThread(tx, subject, input.version, { projectId: input.projectId });
    await addTurn(
      tx,
      subject.id,
      actor,
      { kind: 'moved', was: subject.projectId, became: input.projectId, reason: input.reason },
      { acl: true },
    );
    // Pages of the project it leaves follow its own channel; those of the other cannot know of it yet.
    await emit({ kind: 'project', id: input.projectId }, 'thread.created', {
      threadId: subject.id,
    });
    await tellEventPages(tx, subject.id, await eventsOf(tx, subject.id));
    audit({ from: subject.projectId, to: input.projectId });
    return { version };
  },
});

/** A desk's thread belongs to one organisation, and which one no move can tell. */
async function refuseDesk(tx: Tx, projectId: string): Promise<void> {
  const [desk] = await tx.sql`SELECT 1 FROM project WHERE id = ${projectId} AND privacy = 'desk'`;
  if (desk) throw invalid('INVALID_INPUT', undefined, [{ path: 'projectId', message: 'invalid' }]);
}

async function eventsOf(tx: Tx, threadId: string): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>`
    SELECT record_id AS id FROM thread_link WHERE thread_id = ${threadId} AND kind = 'event' ORDER BY 1`;
  return rows.map(({ id }) => id);
}
