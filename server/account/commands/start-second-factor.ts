import QRCode from 'qrcode';
import { myself } from '#server/membership/index.ts';
import { conflict } from '#server/platform/errors.ts';
import { newTotpSecret } from '#server/platform/second-factor.ts';
import { command } from '#server/platform/use-case.ts';
import { demandPassword, sealTotpSecret } from '../credentials.ts';
import { StartSecondFactor } from '../schemas.ts';

/** Makes a secret for an authenticator app, for the present password; it counts when a code of it was given. */
export const startSecondFactor = command('account.startSecondFactor', {
  input: StartSecondFactor,
  subject: myself,
  gate: 'user.security',
  summary: 'Begin to set up a second factor',
  doors: ['web'],
  secret: true,
  limit: { points: 8, seconds: 900 },
  async run({ input, actor, tx, services }) {
    if (actor.hasFactor) throw conflict('FACTOR_EXISTS');
    await demandPassword(tx, actor.personId!, input.current);
    const [person] = await tx.sql<{
      email: string;
    }>`SELECT email FROM person WHERE id = ${actor.personId}`;
    const { secret, url } = newTotpSecret(person!.email);
    await tx.sql`UPDATE credential SET totp_secret = ${sealTotpSecret(services.keyRing, actor.personId!, secret)},
      totp_confirmed_at = NULL, totp_last_step = NULL WHERE person_id = ${actor.personId}`;
    const qrSvg = await QRCode.toString(url, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
    return { secret, otpauthUrl: url, qrSvg };
  },
});
