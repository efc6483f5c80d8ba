/** A part of a text beside another version of it. */
export type Piece = { kind: 'same' | 'gone' | 'new'; text: string };

/** Beyond this the table of common parts costs more than it tells. */
const MOST_CELLS = 4_000_000;

/** Words where a script parts them, else characters as people see them: with their marks and joiners. */
const TOKEN =
  /[\p{Script=Latin}\p{Script=Hangul}\p{N}\p{M}]+|\s+|\P{M}[\p{M}\ufe0f]*(?:\u200d\P{M}[\p{M}\ufe0f]*)*/gsu;

/** What an edit took out and put in, word by word in any script. */
export function differenceOf(before: string, after: string): Piece[] {
  const [a, b] = [tokensOf(before), tokensOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) {
    end++;
  }
  return joined([
    ...a.slice(0, start).map((text) => ({ kind: 'same' as const, text })),
    ...between(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((text) => ({ kind: 'same' as const, text })),
  ]);
}

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** By the longest common sequence; where that is too long, all of one for all of the other. */
function between(a: string[], b: string[]): Piece[] {
  const gone = (text: string): Piece => ({ kind: 'gone', text });
  const added = (text: string): Piece => ({ kind: 'new', text });
  if (a.length * b.length > MOST_CELLS) return [...a.map(gone), ...b.map(added)];
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i]! });
      i++;
      j++;
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
      pieces.push(gone(a[i++]!));
    else pieces.push(added(b[j++]!));
  }
  return [...pieces, ...a.slice(i).map(gone), ...b.slice(j).map(added)];
}

/** Neighbours of one kind as one; within a change what went stands before what came. */
function joined(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  let gone = '';
  let added = '';
  const change = () => {
    if (gone) out.push({ kind: 'gone', text: gone });
    if (added) out.push({ kind: 'new', text: added });
    gone = added = '';
  };
  for (const { kind, text } of pieces) {
    if (kind === 'gone') gone += text;
    else if (kind === 'new') added += text;
    else {
      change();
      const last = out.at(-1);
      if (last?.kind === 'same') last.text += text;
      else out.push({ kind, text });
    }
  }
  change();
  return out;
}
