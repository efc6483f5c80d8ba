import { createHmac } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

const indexBytes = 16;

/**
 * A keyed hash by which equal values of a field are found without reading them. Writing habits
 * (full width, case, spaces, hyphens) make no difference; the field is part of the hash.
 */
export function blindIndex(ring: KeyRing, field: string, value: string): Buffer {
  return createHmac('sha256', ring.indexKey)
    .update(`${field}\0${normalise(value)}`, 'utf8')
    .digest()
    .subarray(0, indexBytes);
}

/** NFKC, upper case, without white space, hyphens or dashes of any script. */
export function normalise(value: string): string {
  return value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash_Punctuation}\u2212\u30fc\uff70\u00ad\u200b-\u200d\ufeff]/gu, '')
    .normalize('NFKC');
}
