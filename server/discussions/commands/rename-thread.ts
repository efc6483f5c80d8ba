import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { thread } from '../access.ts';
import { changeThread } from '../change-thread.ts';
import { tellTitleKept } from '../machine/telling.ts';
import { RenameThread } from '../schemas.ts';
import { addTurn } from '../turns.ts';

export const renameThread = command('discussions.renameThread', {
  summary: 'Gives a thread another title; the translation of its old title becomes stale.',
  input: RenameThread,
  subject: thread.of('threadId'),
  gate: 'thread.rename',
  words: ['title'],
  async run({ input, subject, actor, tx, audit }) {
    if (input.title === subject.title) return { version: subject.version };
    if (subject.kind === 'chat') {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'title', message: 'invalid' }]);
    }
    const version = await changeThread(tx, subject, input.version, { title: input.title });
    await tx.sql`
      UPDATE parallel_text SET state = 'stale', updated_at = ${tx.now}
       WHERE owner_kind = 'thread' AND owner_id = ${subject.id} AND block = 'title'
         AND state IN ('machine', 'checked')`;
    await addTurn(tx, subject.id, actor, {
      kind: 'renamed',
      was: subject.title,
      became: input.title,
    });
    const namer = { threadId: subject.id, authorId: actor.personId!, orgId: actor.orgId! };
    await tellTitleKept(tx, namer, subject.title);
    audit({ threadId: subject.id });
    return { version };
  },
});
