import { createHash, randomBytes, randomInt, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { BrokenSealError, open, seal } from '#server/platform/crypto/index.ts';
import type { Identity, Label } from '#server/referrals/schemas.ts';
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
  words: SummaryWords;
};

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

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

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Seals a copy so that link and code together open it, and nothing that the forum keeps. */
export async function sealCopy(
  link: { secret: string; code: string },
  where: Where,
  copy: SummaryCopy,
): Promise<Buffer> {
  const key = await keyOf(link, where.rowId);
  return seal(key, JSON.stringify(copy), place('summary_link', 'copy', where));
}

/** The copy; null where the code is another one. */
export async function openCopy(
  link: { secret: string; code: string },
  where: Where,
  sealed: Uint8Array,
): Promise<SummaryCopy | null> {
  const key = await keyOf(link, where.rowId);
  try {
    return JSON.parse(open(key, sealed, place('summary_link', 'copy', where)).toString('utf8'));
  } catch (error) {
    if (error instanceof BrokenSealError) return null;
    throw error;
  }
}

function keyOf({ secret, code }: { secret: string; code: string }, linkId: string) {
  return derive(`${secret} ${plainCode(code)}`, linkId, 32);
}

function place(table: string, column: string, { referralId, rowId }: Where) {
  return { table, column, rowId, recordId: referralId };
}
