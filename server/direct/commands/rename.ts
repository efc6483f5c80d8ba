import { thread, waitForThread } from '#server/discussions/index.ts';
import { command } from '#server/platform/use-case.ts';
import { groupOnly } from '../rules.ts';
import { Rename } from '../schemas.ts';

/** Gives a conversation of several a name, or takes it away. */
export const rename = command('direct.rename', {
  summary: 'Names a conversation of several.',
  input: Rename,
  subject: thread.of('threadId'),
  gate: 'direct.manage',
  words: ['name'],
  async run({ input, subject, tx, emit }) {
    groupOnly(subject);
    await waitForThread(tx, subject.id);
    await tx.sql`UPDATE thread SET title = ${input.name} WHERE id = ${subject.id}`;
    await emit({ kind: 'thread', id: subject.id }, 'people.changed', { threadId: subject.id });
    return { threadId: subject.id };
  },
});
