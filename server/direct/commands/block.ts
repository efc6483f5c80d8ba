import { thread } from '#server/discussions/index.ts';
import { myself } from '#server/membership/index.ts';
import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { Block, Unblock } from '../schemas.ts';

/** Wants no more direct messages from somebody one has a conversation with. They are not told. */
export const block = command('direct.block', {
  summary: 'Blocks a person of a direct conversation from writing to the caller.',
  input: Block,
  subject: thread.of('threadId'),
  gate: 'thread.view',
  async run({ input, subject, actor, tx, audit }) {
    const known = subject.people?.includes(input.personId);
    if (!known || input.personId === actor.personId) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'personId', message: 'unknownRecord' }]);
    }
    await tx.sql`
      INSERT INTO person_block (person_id, blocked_id, at)
      VALUES (${actor.personId}, ${input.personId}, ${tx.now}) ON CONFLICT DO NOTHING`;
    audit({ personId: input.personId });
    return null;
  },
});

/** Takes a block back. */
export const unblock = command('direct.unblock', {
  summary: 'Lets a blocked person write again.',
  input: Unblock,
  subject: myself,
  gate: 'user.updateSelf',
  async run({ input, actor, tx, audit }) {
    await tx.sql`
      DELETE FROM person_block
       WHERE person_id = ${actor.personId} AND blocked_id = ${input.personId}`;
    audit({ personId: input.personId });
    return null;
  },
});
