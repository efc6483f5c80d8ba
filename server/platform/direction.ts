import { invalid } from './errors.ts';

/**
 * Embeddings, overrides and isolates (UAX 9): with these a name can read as another one, and a text can
 * turn round what stands after it. The marks LRM, RLM and ALM stay: Arabic needs them, and they do neither.
 */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/;
const ALL_CONTROLS = new RegExp(CONTROLS, 'g');

const HALVES = /\p{Surrogate}/gu;

/** A text without control over the direction of others. */
export function withoutDirection(text: string): string {
  return CONTROLS.test(text) ? text.replace(ALL_CONTROLS, '') : text;
}

/** More than any form or bundle needs, and far from what the stack takes. */
const DEEPEST = 100;

/**
 * What somebody sent, with every text in it as above, and whole: half of a pair of UTF-16 is no character,
 * and PostgreSQL keeps it in no text and no JSON.
 * @throws 422 INVALID_INPUT where it is nested deeper than anything that is meant
 */
export function plainly(sent: unknown, depth = 0): unknown {
  if (typeof sent === 'string') return withoutDirection(sent).replace(HALVES, '\ufffd');
  if (typeof sent !== 'object' || sent === null) return sent;
  if (depth > DEEPEST) throw invalid();
  if (Array.isArray(sent)) return sent.map((each) => plainly(each, depth + 1));
  if (!isPlain(sent)) return sent;
  return Object.fromEntries(
    Object.entries(sent).map(([key, value]) => [key, plainly(value, depth + 1)]),
  );
}

function isPlain(sent: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(sent);
  return prototype === Object.prototype || prototype === null;
}
