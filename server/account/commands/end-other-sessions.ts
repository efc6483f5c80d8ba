import { z } from 'zod';
import { myself } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { endSessions } from '../credentials.ts';

/** Ends every session of one's own but this one. */
export const endOtherSessions = command('account.endOtherSessions', {
  input: z.strictObject({}),
  subject: myself,
  gate: 'user.viewSelf',
  summary: 'End all other sessions of one’s own',
  doors: ['web'],
  async run({ actor, tx, emit }) {
    const ended = await endSessions(tx, actor.personId!, actor.sessionId);
    await emit({ kind: 'person', id: actor.personId! }, 'session.ended', {});
    return { ended };
  },
});
