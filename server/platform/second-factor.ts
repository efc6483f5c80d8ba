import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { checkCharacter } from './ids.ts';

const STEP_SECONDS = 30;

/** A new secret for an authenticator app, with the address that the app reads. */
export function newTotpSecret(account: string): { secret: string; url: string } {
  const totp = totpOf(new Secret({ size: 20 }), account);
  return { secret: totp.secret.base32, url: totp.toString() };
}

/**
 * The 30-second step that a code belongs to, or null. One step either side is allowed for clocks, and
 * a step at or before `lastStep` is not: a code is good once (RFC 6238, 5.2).
 */
export function totpStep(
  secret: string,
  code: string,
  at: Date,
  lastStep: number | null,
): number | null {
  const delta = totpOf(Secret.fromBase32(secret), '').validate({
    token: code.replace(/\s/g, ''),
    timestamp: at.getTime(),
    window: 1,
  });
  if (delta === null) return null;
  const step = Math.floor(at.getTime() / 1000 / STEP_SECONDS) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** Ten recovery codes such as `7KQ2-M9XF-T`, each good once; only their hashes are stored. */
export function newRecoveryCodes(): { code: string; hash: Buffer }[] {
  return Array.from({ length: 10 }, () => {
    const characters = [...randomBytes(8)]
      .map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 32])
      .join('');
    const code = `${characters.slice(0, 4)}-${characters.slice(4)}-${checkCharacter(characters)}`;
    return { code, hash: hashRecoveryCode(code) };
  });
}

export function hashRecoveryCode(code: string): Buffer {
  return createHash('sha256')
    .update(
      code
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^0-9A-Z*~$=]/g, ''),
    )
    .digest();
}

function totpOf(secret: Secret, account: string) {
  return new TOTP({ issuer: 'MEJ Forum', label: account, secret, period: STEP_SECONDS, digits: 6 });
}
