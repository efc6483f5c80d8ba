import { WIDE_FROM } from './fold.ts';

export const MOST_TERMS = 8;
const LONGEST_TERM = 60;
/** As the index has them: beginnings of words up to this length. */
const LONGEST_BEGINNING = 10;
/** More pairs of one term do not narrow it any further; the text itself is compared anyway. */
const MOST_GRAMS = 12;

/** The words of a question: parted by spaces, or kept together by quotes of any kind. */
export function termsOf(q: string): string[] {
  const found = q
    .normalize('NFC')
    .matchAll(
      /["“”„«「『](?<phrase>[^"“”„«»「」『』]+)["“”«»」』]|(?<word>[^\s"“”„«»「」『』]+)/gu,
    );
  const terms = [...found].map(({ groups }) => (groups!['phrase'] ?? groups!['word'])!.trim());
  return [...new Set(terms)]
    .filter(Boolean)
    .slice(0, MOST_TERMS)
    .map((term) => [...term].slice(0, LONGEST_TERM).join(''));
}

/** A folded term, how the index is asked for it, and whether its answer needs no second look. */
export type Term = { text: string; grams: string[]; exact: boolean };

/** What to look up for a folded term; null where nothing of it can be (only punctuation). */
export function lookUp(folded: string): Term | null {
  const words = folded.split(' ').filter(Boolean);
  if (words.length === 0) return null;
  const grams = [...new Set(words.flatMap(gramsOf))];
  const [only] = words;
  const exact =
    words.length === 1 &&
    [...only!].length <= (only! >= WIDE_FROM ? 2 : LONGEST_BEGINNING) &&
    (only! >= WIDE_FROM || [...only!].length > 1);
  // What starts with a word of letters is found at the beginning of words, the rest anywhere; a letter
  // at the end stands alone.
  const begins = only! >= WIDE_FROM ? '' : ' ';
  const ends = /(^| )[^ ]$/u.test(words.join(' ')) && words.at(-1)! < WIDE_FROM ? ' ' : '';
  return { text: `${begins}${words.join(' ')}${ends}`, grams: spread(grams, MOST_GRAMS), exact };
}

function gramsOf(word: string): string[] {
  const characters = [...word];
  if (word < WIDE_FROM) return [characters.slice(0, LONGEST_BEGINNING).join('')];
  if (characters.length === 1) return [word];
  return characters.slice(1).map((next, i) => characters[i]! + next);
}

function spread<T>(values: T[], most: number): T[] {
  if (values.length <= most) return values;
  return Array.from({ length: most }, (_, i) => values[Math.floor((i * values.length) / most)]!);
}
