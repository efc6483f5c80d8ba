/** What in a text points to one person, by its form alone. */
export type Trace = 'email' | 'date' | 'phone' | 'number';

const PATTERNS: readonly [Trace, RegExp][] = [
  // Begins where a word begins: a long word without an @ is gone through once, not once for each letter.
  ['email', /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/u],
  [
    'date',
    /\b\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b|\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]/u,
  ],
  ['phone', /(\+|\b0)\d[\d\s().-]{7,}\d/u],
  ['number', /\b(?=\p{L}{0,3}\d)[\p{L}\d]{0,3}\d{6,}\b/u],
];

/** Addresses, days and record numbers in a text, in Japanese and English writing and any width. */
export function formsIn(text: string): Trace[] {
  const plain = text.normalize('NFKC');
  return PATTERNS.filter(([, pattern]) => pattern.test(plain)).map(([kind]) => kind);
}
