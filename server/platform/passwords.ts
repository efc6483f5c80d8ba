import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { invalid, rateLimited } from './errors.ts';

/** argon2id as OWASP's password storage cheat sheet sets it: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const MIN_LENGTH = 13;
const MAX_BYTES = 1024;
const QUEUE = 50;

// argon2 runs on the four threads that also read files: two at a time leaves the others free.
const turn = pLimit(2);

/** Hashes a new password. Throws INVALID_INPUT for one shorter than 13 characters. */
export async function hashPassword(password: string): Promise<string> {
  if ([...password].length < MIN_LENGTH) {
    throw invalid('PASSWORD_TOO_SHORT', undefined, [
      { path: 'password', message: 'passwordTooShort' },
    ]);
  }
  return queued(() => hash(bounded(password), PARAMETERS));
}

// The hash of nothing anybody knows: an unknown address costs the same work as a known one.
let decoy: Promise<string> | undefined;

/** Is this the password behind the hash? No hash: the same work, and no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash(crypto.randomUUID(), PARAMETERS);
  const against = stored ?? (await decoy);
  const good = await queued(() => verify(against, bounded(password)).catch(() => false));
  return stored !== null && good;
}

function queued<T>(work: () => Promise<T>): Promise<T> {
  if (turn.pendingCount >= QUEUE) throw rateLimited('SIGN_IN_BUSY', 5);
  return turn(work);
}

function bounded(password: string): string {
  if (Buffer.byteLength(password) > MAX_BYTES) throw invalid('PASSWORD_TOO_LONG');
  return password.normalize('NFKC');
}
