import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A secret that a link, a cookie or a header carries: 256 random bits in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. It has bits enough that nobody finds it by trying, so a plain hash holds. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** A secret as somebody brings it back. */
export const Secret = z.string().regex(/^[\w-]{43}$/, 'invalid');
