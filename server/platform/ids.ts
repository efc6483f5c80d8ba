import { v7 } from 'uuid';
import { z } from 'zod';

/** An id that sorts by the time it was made: for everything but patients' records. */
export function newId(): string {
  return v7();
}

/** An id that tells nothing, not even when it was made: referrals, offers and files. */
export function newOpaqueId(): string {
  return crypto.randomUUID();
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Crockford's base 32 adds five symbols for check values above 31. */
const CHECK = `${CROCKFORD}*~$=U`;

// Of the web's own crypto: schemas that forms use import this file, and travel to the browser.
function randomBytes(size: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(size));
}

/** A case code such as `K7QF2M9X-3`: eight random characters and a check character (value mod 37). */
export function newCaseCode(random = randomBytes): string {
  const characters = [...random(8)].map((byte) => CROCKFORD[byte % 32]).join('');
  return `${characters}-${checkCharacter(characters)}`;
}

/** The check character of eight base-32 characters; it finds every single slip and most swaps. */
export function checkCharacter(characters: string): string {
  let value = 0;
  for (const character of characters) value = (value * 32 + CROCKFORD.indexOf(character)) % 37;
  return CHECK[value]!;
}

const CODE_IN_TEXT = /(?<![0-9A-Z])([0-9A-HJKMNP-TV-Z]{8})-([0-9A-HJKMNP-TV-Z*~$=U])(?![0-9A-Z])/g;

/** Whether a text names a case by its code, in any case, width and kind of hyphen. */
export function namesACase(text: string): boolean {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212\u30fc]/g, '-');
  return [...plain.matchAll(CODE_IN_TEXT)].some(
    ([, characters, check]) => checkCharacter(characters!) === check,
  );
}

/** The noun that an id in a schema stands for, so that the kernel can require it to be declared. */
export const idNouns = z.registry<{ noun: string }>();

/** A schema for the id of a record of this noun (a UUID). */
export function id(noun: string) {
  return z.uuid().register(idNouns, { noun });
}
