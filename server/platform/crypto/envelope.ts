import { randomBytes } from 'node:crypto';
import { BrokenSealError, decrypt, encrypt, keyBytes, overheadBytes } from './gcm.ts';
import type { KeyRing } from './key-ring.ts';

/**
 * Where an encrypted value stands. It is part of what the cipher authenticates, so a value moved
 * to another row, column or record does not open.
 */
export type Place = { table: string; column: string; rowId: string; recordId: string };

const formatVersion = 1;

/** A record's own data key. Deleting its wrapped form erases everything sealed under it. */
export function newDataKey(): Buffer {
  return randomBytes(keyBytes);
}

/** The data key under the ring's active key: version ‖ length of kid ‖ kid ‖ sealed key. */
export function wrapKey(ring: KeyRing, dataKey: Uint8Array, recordId: string): Buffer {
  const kid = Buffer.from(ring.active, 'utf8');
  const sealed = encrypt(ring.key(ring.active), dataKey, wrapAad(recordId));
  return Buffer.concat([Buffer.from([formatVersion, kid.length]), kid, sealed]);
}

export function unwrapKey(ring: KeyRing, wrapped: Uint8Array, recordId: string): Buffer {
  const { kid, sealed } = readWrapped(wrapped);
  const dataKey = decrypt(ring.key(kid), sealed, wrapAad(recordId));
  if (dataKey.length !== keyBytes) throw new BrokenSealError('data key has a wrong length');
  return dataKey;
}

/** Which key of the ring a data key is wrapped under. */
export function wrappedUnder(wrapped: Uint8Array): string {
  return readWrapped(wrapped).kid;
}

function readWrapped(wrapped: Uint8Array): { kid: string; sealed: Uint8Array } {
  const kidLength = wrapped[1] ?? 0;
  if (wrapped[0] !== formatVersion || wrapped.length !== 2 + kidLength + keyBytes + overheadBytes) {
    throw new BrokenSealError('wrapped key has an unknown form');
  }
  return {
    kid: Buffer.from(wrapped.subarray(2, 2 + kidLength)).toString('utf8'),
    sealed: wrapped.subarray(2 + kidLength),
  };
}

/** One value of a record, for an encrypted `bytea` column: version ‖ nonce ‖ ciphertext ‖ tag. */
export function seal(dataKey: Uint8Array, value: string | Uint8Array, place: Place): Buffer {
  const plaintext = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  return Buffer.concat([Buffer.from([formatVersion]), encrypt(dataKey, plaintext, aad(place))]);
}

export function open(dataKey: Uint8Array, sealed: Uint8Array, place: Place): Buffer {
  if (sealed[0] !== formatVersion) throw new BrokenSealError('sealed value has an unknown form');
  return decrypt(dataKey, sealed.subarray(1), aad(place));
}

export function openText(dataKey: Uint8Array, sealed: Uint8Array, place: Place): string {
  return open(dataKey, sealed, place).toString('utf8');
}

function wrapAad(recordId: string): string {
  return `v${formatVersion}|key|${part(recordId)}`;
}

function aad({ table, column, rowId, recordId }: Place): string {
  return [`v${formatVersion}`, ...[table, column, rowId, recordId].map(part)].join('|');
}

/** Without the bar inside, no two places can read alike. */
function part(text: string): string {
  if (!/^[\w-]{1,64}$/.test(text)) throw new Error(`not a name or id of a place: ${text}`);
  return text;
}
