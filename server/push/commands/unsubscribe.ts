import { myself } from '#server/membership/index.ts';
import { notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { Forget, Unsubscribe } from '../schemas.ts';

/** Ends the pushes to the browser that asks. */
export const unsubscribe = command('push.unsubscribe', {
  summary: 'End the pushes to this browser.',
  input: Unsubscribe,
  subject: myself,
  gate: 'user.updateSelf',
  doors: ['web', 'socket'],
  async run({ input, actor, tx }) {
    await tx.sql`DELETE FROM push_subscription
      WHERE person_id = ${actor.personId} AND endpoint = ${input.endpoint}`;
    return { on: false };
  },
});

/** Ends the pushes to one of one's own browsers. */
export const forget = command('push.forget', {
  summary: 'End the pushes to a browser of the caller’s own.',
  input: Forget,
  subject: myself,
  gate: 'user.updateSelf',
  doors: ['web'],
  async run({ input, actor, tx }) {
    const ended = await tx.sql`DELETE FROM push_subscription
      WHERE person_id = ${actor.personId} AND id = ${input.subscriptionId} RETURNING 1`;
    if (ended.length === 0) throw notFound();
    return { ended: true };
  },
});
