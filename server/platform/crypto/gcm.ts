import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const keyBytes = 32;
export const nonceBytes = 12;
export const tagBytes = 16;
/** What encryption adds to the length of a text. */
export const overheadBytes = nonceBytes + tagBytes;

/** A value that does not open: altered, moved to another place, or of another key. */
export class BrokenSealError extends Error {
  override name = 'BrokenSealError';
}

/** AES-256-GCM under a fresh random nonce: nonce ‖ ciphertext ‖ tag. */
export function encrypt(key: Uint8Array, plaintext: Uint8Array, aad: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `encrypt` made, or throws `BrokenSealError`; never answers unauthenticated bytes. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, aad: string): Buffer {
  if (sealed.length < overheadBytes) throw new BrokenSealError('sealed value is too short');
  const tagAt = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(aad, 'utf8'));
  decipher.setAuthTag(sealed.subarray(tagAt));
  const head = decipher.update(sealed.subarray(nonceBytes, tagAt));
  try {
    return Buffer.concat([head, decipher.final()]);
  } catch {
    throw new BrokenSealError('sealed value does not open');
  }
}
