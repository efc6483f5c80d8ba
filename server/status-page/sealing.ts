import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { open, seal } from '#server/platform/crypto/index.ts';

const derive = promisify<string, string, number, Buffer>(scrypt);

/**
 * What link and date of birth make together: kept in place of the date, which nobody finds by it without
 * the link. It is slow to make on purpose, so no lock is held meanwhile.
 */
export function birthCheck(secret: string, birthDate: string, linkId: string): Promise<Buffer> {
  return derive(`${secret} ${birthDate}`, linkId, 32);
}

export function isSame(made: Buffer, kept: Buffer): boolean {
  return made.length === kept.length && timingSafeEqual(made, kept);
}

type Where = { referralId: string; linkId: string };

export function sealContact(key: Uint8Array, where: Where, contact: string): Buffer {
  return seal(key, contact, place(where));
}
export function openContact(key: Uint8Array, where: Where, sealed: Uint8Array): string {
  return open(key, sealed, place(where)).toString('utf8');
}

function place({ referralId, linkId }: Where) {
  return { table: 'status_link', column: 'sealed', rowId: linkId, recordId: referralId };
}
