import { thread } from '#server/discussions/index.ts';
import { notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { groupOnly } from '../rules.ts';
import { Leave } from '../schemas.ts';

/** Goes out of a conversation of several. What one has written stays with the others. */
export const leave = command('direct.leave', {
  summary: 'Leaves a conversation of several.',
  input: Leave,
  subject: thread.of('threadId'),
  gate: 'direct.manage',
  async run({ subject, actor, tx, emit }) {
    groupOnly(subject);
    const left = await tx.sql`
      UPDATE thread_person SET left_at = ${tx.now}
       WHERE thread_id = ${subject.id} AND person_id = ${actor.personId} AND left_at IS NULL
      RETURNING person_id`;
    if (left.length === 0) throw notFound();
    await emit(
      { kind: 'thread', id: subject.id },
      'people.changed',
      { threadId: subject.id },
      { acl: true },
    );
    return null;
  },
});
