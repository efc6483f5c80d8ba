import { myself } from '#server/membership/index.ts';
import { notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { EndSession } from '../schemas.ts';

/** Ends one of one's own sessions, named by the first characters of its stored hash. */
export const endSession = command('account.endSession', {
  input: EndSession,
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'End one of one’s own sessions',
  doors: ['web'],
  async run({ input, actor, tx, emit }) {
    const ended = await tx.text('DELETE FROM session WHERE user_id = $1 AND left(id, 12) = $2', [
      actor.personId,
      input.sessionId,
    ]);
    if (ended.count === 0) throw notFound();
    await emit({ kind: 'person', id: actor.personId! }, 'session.ended', {});
    return { ended: ended.count };
  },
});
