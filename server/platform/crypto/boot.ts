import { SetupError } from '#server/platform/setup-error.ts';
import { decrypt, encrypt } from './gcm.ts';
import { createKeyRing, readKeyRing, type KeyRing } from './key-ring.ts';

/** What the database remembers of the rings it was written with (table `key_canary`). */
export type Canaries = {
  read: () => Promise<{ kid: string; value: Uint8Array }[]>;
  /** Keeps the first value of a kid. */
  add: (kid: string, value: Uint8Array) => Promise<void>;
};

const canaryText = 'mej-forum key ring';

/**
 * The ring to run with. On the first start, with a database that knows none, a ring is made;
 * otherwise every fault stops the start, because data written under a wrong ring is lost data.
 */
export async function bootKeyRing(path: string, canaries: Canaries, now: Date): Promise<KeyRing> {
  const known = await canaries.read();
  let ring = await readKeyRing(path);
  if (!ring) {
    if (known.length > 0) {
      throw new SetupError(
        `The key ring ${path} is missing, but the database holds data encrypted with it. ` +
          'Restore the file from its backup, or set KEYRING_FILE to where it is.',
      );
    }
    await createKeyRing(path, now);
    ring = await readKeyRing(path);
    if (!ring) throw new SetupError(`The key ring ${path} could not be written.`);
  }
  for (const canary of known) check(ring, canary, path);
  if (!known.some(({ kid }) => kid === ring.active)) {
    await canaries.add(
      ring.active,
      encrypt(ring.key(ring.active), canaryBytes(), aad(ring.active)),
    );
    // Two first starts on one database: the one that wrote second must find its own key good.
    for (const canary of await canaries.read()) check(ring, canary, path);
  }
  return ring;
}

function check(ring: KeyRing, { kid, value }: { kid: string; value: Uint8Array }, path: string) {
  if (!ring.kids.includes(kid)) {
    throw new SetupError(
      `The key ring ${path} does not hold the key "${kid}" that the database was written with. ` +
        'Restore the right file from its backup.',
    );
  }
  try {
    if (decrypt(ring.key(kid), value, aad(kid)).equals(canaryBytes())) return;
  } catch {
    // Falls through to the sentence that helps.
  }
  throw new SetupError(
    `The key ring ${path} is not the one this database was written with (key "${kid}" does not open its test value). ` +
      'Restore the right file from its backup.',
  );
}

function canaryBytes(): Buffer {
  return Buffer.from(canaryText, 'utf8');
}

function aad(kid: string): string {
  return `v1|canary|${kid}`;
}
