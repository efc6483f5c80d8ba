import type { Language } from '#server/platform/access/actor.ts';
import { rendered } from '../markdown/rendered.ts';
import type { AuthorView } from '../views.ts';
import { blocksOf } from './blocks.ts';
import type { TextState } from './texts.ts';

/** A text beside a post in another language, and how far it is to be trusted. */
export type SecondText = {
  lang: Language;
  /** Of the whole: as its least trusted block. */
  state: TextState;
  /** Who checked what is checked of it. */
  checkedBy: AuthorView[];
  /** How many blocks nobody has put into this language, and of how many the source has changed. */
  missing: number;
  stale: number;
  blocks: SecondBlock[];
};

/** A block in this language; where there is none, as its source says it. */
export type SecondBlock = { state: TextState | 'none'; html: string };

/** What `POST_COLUMNS` reads of a text. */
export type SecondTextColumns = {
  id: string;
  block: string;
  lang: Language;
  state: TextState;
  body: string;
  version: number;
  checkedBy: AuthorView | null;
};

const LEAST_TRUSTED: readonly TextState[] = ['stale', 'machine', 'checked', 'original'];

/**
 * The texts beside a post, one for each language that has any block of it.
 * @param version names the state of the source, for what is made of it
 */
export function secondTexts(
  source: { body: string; version: string; calls: readonly string[] },
  columns: readonly SecondTextColumns[],
): SecondText[] {
  if (columns.length === 0) return [];
  const blocks = blocksOf(source.body);
  return [...new Set(columns.map((text) => text.lang))].flatMap((lang) => {
    const texts = new Map(
      columns.filter((text) => text.lang === lang).map((text) => [text.block, text]),
    );
    const standing = blocks.flatMap(({ key }) => texts.get(key) ?? []);
    if (standing.length === 0) return [];
    return {
      lang,
      state: LEAST_TRUSTED.find((state) => standing.some((text) => text.state === state))!,
      checkedBy: checkers(standing),
      missing: blocks.length - standing.length,
      stale: standing.filter((text) => text.state === 'stale').length,
      blocks: blocks.map(({ key, text: ours }) => {
        const theirs = texts.get(key);
        return theirs
          ? { state: theirs.state, html: rendered(`${theirs.id} ${theirs.version}`, theirs.body) }
          : { state: 'none', html: rendered(`${source.version} ${key}`, ours, source.calls) };
      }),
    };
  });
}

function checkers(texts: readonly SecondTextColumns[]): AuthorView[] {
  const people = texts.flatMap(({ state, checkedBy }) =>
    state === 'checked' && checkedBy ? [checkedBy] : [],
  );
  return [...new Map(people.map((one) => [one.id, one])).values()];
}
