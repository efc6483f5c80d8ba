import { createHash } from 'node:crypto';

/** `main`: acts, sealed within a second. `patient`: reads of patient data, sealed before they show. */
export const chains = ['main', 'patient'] as const;
export type Chain = (typeof chains)[number];

/** Ids, codes and words of the forum; no names, no values, so that erasing a person never touches it. */
export type AuditValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly AuditValue[]
  | { readonly [key: string]: AuditValue };
export type AuditBody = { readonly action: string; readonly [key: string]: AuditValue };

export type AuditRow = { chain: string; seq: number; at: Date; body: unknown };

/** Letters, digits and the signs of ids, codes, times and networks: no spaces, no address signs. */
const word = /^[\w.:+/*~$=-]{0,128}$/;
const longestBody = 16 * 1024;

/**
 * The body as the database will give it back; throws on what is no id or word, and on what JSON in
 * the database could round or reorder (fractions, large numbers).
 */
export function auditBody(body: AuditBody): AuditBody {
  const text = canonical(body);
  if (text.length > longestBody) throw new Error('an audit row is too long');
  return JSON.parse(text) as AuditBody;
}

/** The row's link in its chain: SHA-256 of the previous hash and the row in canonical form. */
export function rowHash(prev: Uint8Array, row: AuditRow): Buffer {
  const { chain, seq, at, body } = row;
  const text = canonical({ at: at.getTime(), body: body as AuditValue, chain, seq });
  return createHash('sha256').update(prev).update(text, 'utf8').digest();
}

/** What the first row of a chain continues. */
export function chainStart(chain: string): Buffer {
  return createHash('sha256').update(`mej-forum audit chain ${chain}`, 'utf8').digest();
}

/** JSON with sorted keys and nothing but words, whole numbers, booleans and null. */
export function canonical(value: AuditValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error('a number in an audit row is not whole');
    return String(value);
  }
  if (typeof value === 'string') {
    if (!word.test(value)) throw new Error('a text in an audit row is neither an id nor a word');
    return `"${value}"`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) {
    throw new Error('an audit row holds plain JSON only');
  }
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${canonical(key)}:${canonical(inner)}`).join(',')}}`;
}
