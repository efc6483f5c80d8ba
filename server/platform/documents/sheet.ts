/**
 * What is on a sheet, before anything is drawn: data that a template answers and `compose.ts` sets.
 * Texts are plain; line feeds in prose are kept.
 */
export type Fact = { label: string; value: string };

export type Column = { label: string; width: number | '*'; align?: 'right' };

export type Piece =
  /** A heading, which is a bookmark too; of a part that is `whole`, all down to its signature stands on one page. */
  | { kind: 'section'; title: string; whole?: boolean }
  | { kind: 'facts'; facts: readonly Fact[] }
  | { kind: 'prose'; text: string }
  /** What the issuer declares: set apart and larger. */
  | { kind: 'statement'; text: string }
  | {
      kind: 'table';
      columns: readonly Column[];
      rows: readonly (readonly string[])[];
      /** Set below the rows, in bold. */
      total?: readonly string[];
    }
  | { kind: 'list'; items: readonly string[]; numbered?: boolean }
  /** A figure that the sheet is about. */
  | { kind: 'figure'; label: string; value: string; note?: string }
  /** Points that are marked, or not. */
  | { kind: 'checks'; items: readonly { text: string; on: boolean }[] }
  /** Lines to be filled in by hand. */
  | { kind: 'blanks'; labels: readonly string[] }
  /** Who answers for the sheet, with room for a signature and the seal. */
  | { kind: 'signature'; lines: readonly string[]; name: string; seal: string };

export type Sheet = {
  title: string;
  /** The same in the other official language, small, under the title. */
  subtitle?: string;
  /** Whom it is for, one line a row. */
  to: readonly string[];
  /** Who issues it. */
  from: readonly string[];
  pieces: readonly Piece[];
  /** What stands on every page of a paper that must not go astray: across it, and at its foot. */
  mark?: { across: string; foot: string };
};

export const section = (title: string): Piece => ({ kind: 'section', title });
export const prose = (text: string): Piece => ({ kind: 'prose', text });
/** Facts without those that nothing is known of. */
export const facts = (...all: readonly Fact[]): Piece => ({
  kind: 'facts',
  facts: all.filter(({ value }) => value !== ''),
});
/** A heading with its text; nothing where there is no text. */
export function titled(title: string, text: string): Piece[] {
  return text.trim() === '' ? [] : [section(title), prose(text)];
}
