import { unwrapKey, wrapKey, type KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { verifyPassword } from '#server/platform/passwords.ts';
import { hashRecoveryCode, totpStep } from '#server/platform/second-factor.ts';

const SECRET_BYTES = 32;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The stored form of an authenticator secret: sealed with the key ring, bound to its person. */
export function sealTotpSecret(ring: KeyRing, personId: string, secret: string): Buffer {
  return wrapKey(ring, padded(secret), personId);
}

function openTotpSecret(ring: KeyRing, personId: string, sealed: Uint8Array): string {
  return unwrapKey(ring, sealed, personId).toString('latin1').replace(/=+$/, '');
}

// A 20-byte secret is 32 base-32 characters: exactly what the key ring wraps.
function padded(secret: string): Buffer {
  if (secret.length !== SECRET_BYTES || [...secret].some((c) => !BASE32.includes(c))) {
    throw new Error('not a 20-byte base-32 secret');
  }
  return Buffer.from(secret, 'latin1');
}

/**
 * Checks a code of the authenticator app or a recovery code, and uses it up in the same statement, so
 * that of two parallel tries one is good.
 */
export async function acceptCode(
  tx: Tx,
  ring: KeyRing,
  personId: string,
  code: string,
): Promise<boolean> {
  return (await acceptTotp(tx, ring, personId, code)) || (await acceptRecovery(tx, personId, code));
}

/** As `acceptCode`, for a secret that is not confirmed yet as well. */
export async function acceptTotp(tx: Tx, ring: KeyRing, personId: string, code: string) {
  const [row] = await tx.sql<{ sealed: Buffer | null; lastStep: number | null }>`
    SELECT totp_secret AS sealed, totp_last_step AS "lastStep" FROM credential WHERE person_id = ${personId}`;
  if (!row?.sealed) return false;
  const step = totpStep(openTotpSecret(ring, personId, row.sealed), code, tx.now, row.lastStep);
  if (step === null) return false;
  const [used] = await tx.sql<{ ok: boolean }>`
    UPDATE credential SET totp_last_step = ${step}
    WHERE person_id = ${personId} AND (totp_last_step IS NULL OR totp_last_step < ${step}) RETURNING true AS ok`;
  return used !== undefined;
}

async function acceptRecovery(tx: Tx, personId: string, code: string): Promise<boolean> {
  const [used] = await tx.sql<{ ok: boolean }>`
    UPDATE recovery_code SET used_at = ${tx.now}
    WHERE person_id = ${personId} AND hash = ${hashRecoveryCode(code)} AND used_at IS NULL RETURNING true AS ok`;
  return used !== undefined;
}

/** Refuses whoever cannot give the present password: a borrowed or stolen session must not go further. */
export async function demandPassword(tx: Tx, personId: string, password: string): Promise<void> {
  const [stored] = await tx.sql<{ hash: string }>`
    SELECT password_hash AS hash FROM credential WHERE person_id = ${personId}`;
  if (await verifyPassword(stored?.hash ?? null, password)) return;
  throw invalid('PASSWORD_WRONG', undefined, [{ path: 'current', message: 'passwordWrong' }]);
}

/** Ends a person's sessions (all, or all but one) and tells their open pages. */
export async function endSessions(tx: Tx, personId: string, keep: string | null): Promise<number> {
  const ended = await tx.text(
    'DELETE FROM session WHERE user_id = $1 AND ($2::text IS NULL OR id <> $2)',
    [personId, keep],
  );
  return ended.count;
}
