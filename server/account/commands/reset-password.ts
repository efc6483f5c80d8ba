import { anywhere } from '#server/platform/access/access.ts';
import { invalid } from '#server/platform/errors.ts';
import { hashPassword } from '#server/platform/passwords.ts';
import { command } from '#server/platform/use-case.ts';
import { endSessions } from '../credentials.ts';
import { endOneTimeTokens, useOneTimeToken } from '../one-time-tokens.ts';
import { ResetPassword } from '../schemas.ts';

/** Sets a new password by a link from a mail; every session and every other link of the person ends. */
export const resetPassword = command('account.resetPassword', {
  input: ResetPassword,
  subject: anywhere,
  gate: 'account.use',
  summary: 'Set a new password by a link',
  doors: ['web'],
  secret: true,
  async run({ input, tx, emit, audit }) {
    const hash = await hashPassword(input.password);
    const personId = await useOneTimeToken(tx, 'passwordReset', input.token);
    if (!personId) throw invalid('LINK_EXPIRED');
    await tx.sql`UPDATE credential SET password_hash = ${hash}, changed_at = ${tx.now} WHERE person_id = ${personId}`;
    await endOneTimeTokens(tx, personId);
    await endSessions(tx, personId, null);
    await emit({ kind: 'person', id: personId }, 'session.ended', {});
    audit({ person: personId });
    return { done: true };
  },
});
