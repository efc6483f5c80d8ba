import { createHash } from 'node:crypto';

/** A paragraph of a text: `key` is made of what it says, so the same words are the same block. */
export type Block = { key: string; text: string };

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** Below this two paragraphs are not the same one rewritten, but two. */
const ALIKE = 0.3;

/**
 * The blocks of a Markdown text: what stands between empty lines. An empty line within a fence ends
 * nothing, and indented lines go on with the block above them, as in a list. Of the same words said
 * twice the second one's key ends in `.1`.
 */
export function blocksOf(text: string): Block[] {
  const seen = new Map<string, number>();
  return paragraphs(text).map((each) => {
    const hash = createHash('sha256').update(each).digest('hex').slice(0, 16);
    const repeat = seen.get(hash) ?? 0;
    seen.set(hash, repeat + 1);
    return { key: repeat === 0 ? hash : `${hash}.${repeat}`, text: each };
  });
}

function paragraphs(text: string): string[] {
  const found: string[][] = [];
  let fence: string | null = null;
  let apart = true;
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence === null && line.trim() === '') {
      apart = true;
      found.at(-1)?.push('');
      continue;
    }
    if (apart && (!/^[ \t]/.test(line) || found.length === 0)) found.push([]);
    apart = false;
    found.at(-1)!.push(line);
    if (fence === null) fence = mark ?? null;
    else if (mark?.startsWith(fence)) fence = null;
  }
  return found.map((lines) => lines.join('\n').trimEnd());
}

/**
 * Where each former block is now, by key: where its words stand, else where they were rewritten;
 * null: it is gone. What only moved stays what it was.
 */
export function follow(
  before: readonly Block[],
  after: readonly Block[],
): Map<string, string | null> {
  const kept = new Set(after.map((block) => block.key));
  const former = new Set(before.map((block) => block.key));
  const lost = before.filter((block) => !kept.has(block.key));
  const fresh = after.filter((block) => !former.has(block.key));
  const rewritten = pairs(lost, fresh, { before, after });
  return new Map(
    before.map(({ key }) => [key, kept.has(key) ? key : (rewritten.get(key) ?? null)]),
  );
}

type Texts = { before: readonly Block[]; after: readonly Block[] };

/** The likeliest pairs first; then what took the place between the same neighbours. */
function pairs(lost: Block[], fresh: Block[], texts: Texts): Map<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (from: string, to: string) => {
    if (found.has(from) || taken.has(to)) return;
    found.set(from, to);
    taken.add(to);
  };
  lost
    .flatMap((from) => fresh.map((to) => ({ from, to, likeness: likeness(from.text, to.text) })))
    .filter((each) => each.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .forEach(({ from, to }) => pair(from.key, to.key));
  for (const { key } of lost) {
    if (found.has(key)) continue;
    const above = texts.before[texts.before.findIndex((each) => each.key === key) - 1];
    const place = above ? (found.get(above.key) ?? above.key) : null;
    const next =
      texts.after[place === null ? 0 : texts.after.findIndex((each) => each.key === place) + 1];
    if (next && fresh.includes(next) && (place === null || next !== texts.after[0]))
      pair(key, next.key);
  }
  return found;
}

/** How much two texts have in common, by pairs of characters (Dice): 0 nothing, 1 all. */
function likeness(one: string, other: string): number {
  const a = bigrams(one);
  const b = bigrams(other);
  let common = 0;
  for (const [pair, count] of a) common += Math.min(count, b.get(pair) ?? 0);
  const all = Math.max(1, one.length - 1) + Math.max(1, other.length - 1);
  return (2 * common) / all;
}

function bigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i += 1) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}
