import { randomBytes } from 'node:crypto';
import { anywhere } from '#server/platform/access/access.ts';
import { invalid } from '#server/platform/errors.ts';
import { hashPassword } from '#server/platform/passwords.ts';
import { command } from '#server/platform/use-case.ts';
import { endSessions } from '../credentials.ts';
import { forgetDevices } from '../known-devices.ts';
import {
  endOneTimeTokens,
  newOneTimeToken,
  readOneTimePayload,
  useOneTimeToken,
} from '../one-time-tokens.ts';
import { SignInCheck } from '../schemas.ts';

const LINK_MINUTES = 30;

/**
 * "It was not me": ends every session and the password with which somebody else came in, and the API
 * tokens made since then. Answers the token of a link for a new password.
 */
export const disownSignIn = command('account.disownSignIn', {
  input: SignInCheck,
  subject: anywhere,
  gate: 'account.use',
  summary: 'Say that a sign-in was somebody else’s',
  doors: ['web'],
  secret: true,
  limit: { points: 10, seconds: 600 },
  async run({ input, tx, emit, audit }) {
    const unusable = await hashPassword(randomBytes(32).toString('base64url'));
    const told = await readOneTimePayload<{ at: string }>(tx, 'signInCheck', input.token);
    const personId = told && (await useOneTimeToken(tx, 'signInCheck', input.token));
    if (!personId) throw invalid('LINK_EXPIRED');
    await tx.sql`UPDATE credential SET password_hash = ${unusable}, changed_at = ${tx.now}
      WHERE person_id = ${personId}`;
    await tx.sql`UPDATE api_token SET revoked_at = ${tx.now}
      WHERE person_id = ${personId} AND revoked_at IS NULL AND created_at >= ${new Date(told.at)}`;
    await endOneTimeTokens(tx, personId);
    await endSessions(tx, personId, null);
    await forgetDevices(tx, personId);
    await emit({ kind: 'person', id: personId }, 'session.ended', {});
    audit({ person: personId });
    return { token: await newOneTimeToken(tx, 'passwordReset', personId, LINK_MINUTES) };
  },
});
