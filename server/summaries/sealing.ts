import { randomInt, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { BrokenSealError, open, seal } from '#server/platform/crypto/index.ts';
import type { Identity, Label } from '#server/referrals/schemas.ts';
import type { SummaryKind } from './plain.ts';
import type { SummaryWords } from './schemas.ts';

const derive = promisify<string, string, number, Buffer>(scrypt);
/** Letters that are heard and read without doubt (Crockford). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LETTERS = 10;

type Where = { referralId: string; rowId: string };

export function sealSummary(key: Uint8Array, where: Where, words: SummaryWords): Buffer {
  return seal(key, JSON.stringify(words), place('return_summary', 'sealed', where));
}
export function openSummary(key: Uint8Array, where: Where, sealed: Uint8Array): SummaryWords {
  return JSON.parse(open(key, sealed, place('return_summary', 'sealed', where)).toString('utf8'));
}

/** What the sending doctor is shown. */
export type SummaryCopy = {
  patient: Pick<Identity, 'familyName' | 'givenName' | 'birthDate'>;
  hospital: Label;
  issuedAt: string;
  /** Left out of copies that were made before there were opinions: of a stay. */
  kind?: SummaryKind;
  words: SummaryWords;
};

/** The code that is told in another way than the link: fifty bits, in two groups. */
export function newCode(): string {
  const letters = Array.from({ length: CODE_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]);
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}

/** A code as somebody may have typed it, with the letters that are taken for others put right. */
export function plainCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  return plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/**
 * The key that link and code make together, and nothing that the forum keeps. It is slow to make on
 * purpose, so no lock is held meanwhile.
 */
export function linkKey(link: { secret: string; code: string }, linkId: string): Promise<Buffer> {
  return derive(`${link.secret} ${plainCode(link.code)}`, linkId, 32);
}

export function sealCopy(key: Uint8Array, where: Where, copy: SummaryCopy): Buffer {
  return seal(key, JSON.stringify(copy), place('summary_link', 'copy', where));
}

/** The copy; null where the code was another one. */
export function openCopy(key: Uint8Array, where: Where, sealed: Uint8Array): SummaryCopy | null {
  try {
    return JSON.parse(open(key, sealed, place('summary_link', 'copy', where)).toString('utf8'));
  } catch (error) {
    if (error instanceof BrokenSealError) return null;
    throw error;
  }
}

function place(table: string, column: string, { referralId, rowId }: Where) {
  return { table, column, rowId, recordId: referralId };
}
