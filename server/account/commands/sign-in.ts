import { anywhere } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { verifyPassword } from '#server/platform/passwords.ts';
import { command } from '#server/platform/use-case.ts';
import { z } from 'zod';
import { countSignIn, forgetTries } from '../attempts.ts';
import { beginSession } from '../begin-session.ts';
import { newOneTimeToken } from '../one-time-tokens.ts';
import { noteDevice } from '../known-devices.ts';
import { Browser, SignIn } from '../schemas.ts';

const TICKET_MINUTES = 5;

/**
 * Signs a person in. The answer is a session's token, or, where a second factor is set up, a ticket
 * for the second step. Unknown addresses and wrong passwords are one answer and cost the same work.
 */
export const signIn = command('account.signIn', {
  input: z.strictObject({
    ...SignIn.shape,
    ...Browser.shape,
  }),
  subject: anywhere,
  gate: 'account.use',
  summary: 'Sign in with e-mail and password',
  doors: ['web'],
  secret: true,
  limit: { points: 60, seconds: 60 },
  async run({ input, tx, services, audit, ip }) {
    await countSignIn(input.email, ip, services.limitsScale);
    const known = await credentialOf(tx, input.email);
    if (!(await verifyPassword(known?.passwordHash ?? null, input.password)) || !known) {
      throw invalid('SIGN_IN_FAILED');
    }
    await forgetTries(input.email, ip);
    audit({ person: known.personId });
    if (known.hasFactor) {
      return {
        step: 'code' as const,
        ticket: await newOneTimeToken(tx, 'signInFactor', known.personId, TICKET_MINUTES),
      };
    }
    const { userAgent } = input;
    const begun = await beginSession(tx, known.personId, { userAgent, ip, factorAt: null });
    if (begun.ended > 0) audit({ sessionsEnded: begun.ended });
    const device = await noteDevice(tx, { ...input, personId: known.personId, ip });
    return { step: 'done' as const, token: begun.token, device };
  },
});

async function credentialOf(tx: Tx, email: string) {
  const [row] = await tx.sql<{ personId: string; passwordHash: string; hasFactor: boolean }>`
    SELECT p.id AS "personId", c.password_hash AS "passwordHash", c.totp_confirmed_at IS NOT NULL AS "hasFactor"
    FROM person p JOIN credential c ON c.person_id = p.id
    WHERE p.email = ${email} AND p.deactivated_at IS NULL`;
  return row;
}
