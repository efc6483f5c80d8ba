import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';

/** Ends this session; its other pages close at once. */
export const signOut = command('account.signOut', {
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'account.use',
  summary: 'End this session',
  doors: ['web'],
  async run({ actor, tx, emit }) {
    if (!actor.sessionId || !actor.personId) return { ended: false };
    await tx.sql`DELETE FROM session WHERE id = ${actor.sessionId}`;
    await emit({ kind: 'person', id: actor.personId }, 'session.ended', {});
    return { ended: true };
  },
});
