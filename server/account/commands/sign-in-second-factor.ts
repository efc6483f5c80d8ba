import { anywhere } from '#server/platform/access/access.ts';
import { invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { z } from 'zod';
import { countCode } from '../attempts.ts';
import { beginSession } from '../begin-session.ts';
import { acceptCode } from '../credentials.ts';
import { peekOneTimeToken, useOneTimeToken } from '../one-time-tokens.ts';
import { noteDevice } from '../known-devices.ts';
import { Browser, SignInSecondFactor } from '../schemas.ts';

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export const signInSecondFactor = command('account.signInSecondFactor', {
  input: z.strictObject({
    ...SignInSecondFactor.shape,
    ...Browser.shape,
  }),
  subject: anywhere,
  gate: 'account.use',
  summary: 'Finish a sign-in with a code',
  doors: ['web'],
  secret: true,
  async run({ input, tx, services, audit, ip }) {
    const personId = await peekOneTimeToken(tx, 'signInFactor', input.ticket);
    if (!personId) throw invalid('TICKET_EXPIRED');
    await countCode(personId);
    if (!(await acceptCode(tx, services.keyRing, personId, input.code)))
      throw invalid('CODE_WRONG');
    if (!(await useOneTimeToken(tx, 'signInFactor', input.ticket))) throw invalid('TICKET_EXPIRED');
    audit({ person: personId });
    const { userAgent } = input;
    const { token, ended } = await beginSession(tx, personId, { userAgent, ip, factorAt: tx.now });
    if (ended > 0) audit({ sessionsEnded: ended });
    const device = await noteDevice(tx, { ...input, personId: personId, ip });
    return { token, device };
  },
});
