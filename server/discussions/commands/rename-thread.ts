import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { thread, type ThreadRow } from '../access.ts';
import { changeThread } from '../change-thread.ts';
import { tellTitleKept } from '../machine/telling.ts';
import { RenameThread } from '../schemas.ts';
import { setTags, tagsOf } from '../tags.ts';
import { addTurn } from '../turns.ts';

export const renameThread = command('discussions.renameThread', {
  summary:
    'Gives a thread another title (the translation of the old one becomes stale), and other tags.',
  input: RenameThread,
  subject: thread.of('threadId'),
  gate: 'thread.rename',
  words: ['title', 'tags'],
  async run({ input, subject, actor, tx, audit }) {
    const { title, tags } = input;
    const before = await tagsOf(tx, subject.id);
    const retags = tags !== undefined && tags.join('\n') !== before.join('\n');
    if (title === subject.title && !retags) return { version: subject.version };
    if (subject.kind === 'chat') {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'title', message: 'invalid' }]);
    }
    const version = await changeThread(tx, subject, input.version, { title });
    if (title !== subject.title) await retitle(tx, subject, actor, title);
    if (retags) {
      await setTags(tx, subject.id, tags);
      const [was, became] = [before.join(', '), tags.join(', ')];
      await addTurn(tx, subject.id, actor, { kind: 'tagged', was, became });
    }
    audit({ threadId: subject.id });
    return { version };
  },
});

async function retitle(tx: Tx, subject: ThreadRow, actor: Actor, title: string): Promise<void> {
  await tx.sql`
    UPDATE parallel_text SET state = 'stale', updated_at = ${tx.now}
     WHERE owner_kind = 'thread' AND owner_id = ${subject.id} AND block = 'title'
       AND state IN ('machine', 'checked')`;
  await addTurn(tx, subject.id, actor, { kind: 'renamed', was: subject.title, became: title });
  const namer = { threadId: subject.id, authorId: actor.personId!, orgId: actor.orgId! };
  await tellTitleKept(tx, namer, subject.title);
}
