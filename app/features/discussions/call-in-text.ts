import type { Mention } from '#server/discussions/schemas.ts';

/** What is being written where the text stands: the `@` and what follows it. */
export type Calling = { from: number; to: number; q: string };

// Beside a letter of an address an @ belongs to it: `name@example.jp` calls nobody. Japanese input
// also writes the wide one.
const CALL = /(?<![A-Za-z0-9._%+-])[@＠]([^\s@＠、。「」]{0,30}(?:[  ][^\s@＠、。「」]{1,30})?)$/;

/** The call that is being written at the caret, if one is. */
export function callingAt(text: string, caret: number): Calling | null {
  const found = CALL.exec(text.slice(Math.max(0, caret - 80), caret));
  return found && { from: caret - found[0].length, to: caret, q: found[1]!.trim() };
}

/** Puts a name in place of what was being written, with a space behind it to go on. */
export function withCall(
  text: string,
  { from, to }: Calling,
  label: string,
): { text: string; caret: number } {
  const rest = text.slice(to);
  const space = /^\s/.test(rest) ? '' : ' ';
  return {
    text: text.slice(0, from) + label + space + rest,
    caret: from + label.length + 1,
  };
}

/** Two of the same name are told apart by their organisation. */
export function labelFor(
  name: string,
  org: string | null,
  id: string,
  taken: readonly Mention[],
): string {
  const plain = `@${name}`;
  const same = taken.some((one) => one.label === plain && one.id !== id);
  return same && org ? `${plain}（${org}）` : plain;
}

/** The mentions that the text still makes. */
export function stillIn(text: string, mentions: readonly Mention[]): Mention[] {
  return mentions.filter((one) => text.includes(one.label));
}
