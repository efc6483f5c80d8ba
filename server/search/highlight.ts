import { fold, WIDE_FROM } from './fold.ts';

/** Text in pieces; `hit` is what was looked for. Data, never markup. */
export type Piece = { text: string; hit?: true };

/** About three lines, a full-width character counting twice. */
const SNIPPET_WIDTH = 180;
const BEFORE = 50;

/** The whole text with what was found marked. */
export function marked(written: string, terms: readonly string[]): Piece[] {
  return pieces(written, rangesIn(written, terms), 0, written.length);
}

/** Whether any of the terms stands in the text. */
export function hasAny(written: string, terms: readonly string[]): boolean {
  return rangesIn(written, terms).length > 0;
}

/** The part of a text around the first finding, marked; its beginning where nothing is found. */
export function snippet(text: string, terms: readonly string[]): Piece[] {
  const written = text.replace(/\s+/g, ' ').trim();
  const ranges = rangesIn(written, terms);
  const from = back(written, ranges[0]?.[0] ?? 0, BEFORE);
  const to = forward(written, from, SNIPPET_WIDTH);
  const inside = pieces(written, ranges, from, to);
  if (from > 0) inside.unshift({ text: '…' });
  if (to < written.length) inside.push({ text: '…' });
  return inside;
}

type Range = [from: number, to: number];

/** Where the terms stand in the text as written, in order and without overlaps. */
function rangesIn(written: string, terms: readonly string[]): Range[] {
  const folded = fold(written);
  const found: Range[] = [];
  for (const term of terms) {
    const begins = term.length - term.trimStart().length;
    const long = term.trim().length;
    if (long === 0) continue;
    for (let at = folded.text.indexOf(term); at >= 0; at = folded.text.indexOf(term, at + 1)) {
      found.push([folded.from[at + begins]!, folded.to[at + begins + long - 1]!]);
    }
  }
  const joined: Range[] = [];
  for (const [from, to] of found.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function pieces(written: string, ranges: Range[], from: number, to: number): Piece[] {
  const cut: Piece[] = [];
  let at = from;
  for (const [begin, end] of ranges) {
    const [first, last] = [Math.max(begin, from), Math.min(end, to)];
    if (first >= last) continue;
    if (first > at) cut.push({ text: written.slice(at, first) });
    cut.push({ text: written.slice(first, last), hit: true });
    at = last;
  }
  if (at < to) cut.push({ text: written.slice(at, to) });
  return cut;
}

function back(written: string, from: number, width: number): number {
  let at = from;
  for (const character of [...written.slice(0, from)].reverse()) {
    width -= widthOf(character);
    if (width < 0) break;
    at -= character.length;
  }
  // Not in the middle of a word: a little later there is a space.
  const space = at > 0 ? written.slice(at, from).search(/\s/) : -1;
  return space >= 0 && space < 15 ? at + space + 1 : at;
}

function forward(written: string, from: number, width: number): number {
  let at = from;
  for (const character of written.slice(from)) {
    width -= widthOf(character);
    if (width < 0) return at;
    at += character.length;
  }
  return at;
}

const widthOf = (character: string) => (character >= WIDE_FROM ? 2 : 1);
