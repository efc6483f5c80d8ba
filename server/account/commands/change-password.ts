import { myself } from '#server/membership/index.ts';
import { hashPassword } from '#server/platform/passwords.ts';
import { command } from '#server/platform/use-case.ts';
import { demandPassword, endSessions } from '../credentials.ts';
import { endOneTimeTokens } from '../one-time-tokens.ts';
import { ChangePassword } from '../schemas.ts';

/** Changes one's own password; every other session and every link still out ends. */
export const changePassword = command('account.changePassword', {
  input: ChangePassword,
  subject: myself,
  gate: 'user.security',
  summary: 'Change one’s own password',
  doors: ['web'],
  secret: true,
  limit: { points: 8, seconds: 900 },
  async run({ input, actor, tx, emit }) {
    await demandPassword(tx, actor.personId!, input.current);
    const hash = await hashPassword(input.password);
    await tx.sql`UPDATE credential SET password_hash = ${hash}, changed_at = ${tx.now} WHERE person_id = ${actor.personId}`;
    await endOneTimeTokens(tx, actor.personId!);
    const ended = await endSessions(tx, actor.personId!, actor.sessionId);
    await emit({ kind: 'person', id: actor.personId! }, 'session.ended', {});
    return { ended };
  },
});
