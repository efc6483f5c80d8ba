// Without zod, for pages too: a page asks it while somebody types, the server when a text is kept.
import type { Language } from '#server/platform/access/actor.ts';

/** What an official name is the name of. */
export const TERM_KINDS = ['organisation', 'ministry', 'programme', 'certification'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

export const LONGEST_NAME = 200;
/** Other spellings of one language that people use, which the official name should replace. */
export const MOST_SPELLINGS = 12;

/** A name that stands in a source, and what it is officially in the language of its translation. */
export type OfficialName = {
  /** As the source says it. */
  found: string;
  official: string;
  /** Spellings that the official name should replace. */
  instead: string[];
};
/** How a translation says a name: officially, in a spelling that is known to differ, or not that can be told. */
export type NameUse = {
  official: string;
  state: 'official' | 'other' | 'open';
  used: string | null;
};

/** An official name in several languages with the other spellings in use. */
export type Term = {
  names: Partial<Record<Language, string>>;
  also: Partial<Record<Language, string[]>>;
};

/** The names of a text that have an official form in another language; the longest of each place. */
export function namesIn(
  text: string,
  from: Language,
  to: Language,
  terms: readonly Term[],
): OfficialName[] {
  const spelled = terms.flatMap((term) => {
    const official = term.names[to];
    if (!official) return [];
    return [term.names[from], ...(term.also[from] ?? [])].flatMap((name) =>
      name ? [{ name, official, instead: term.also[to] ?? [] }] : [],
    );
  });
  spelled.sort((a, b) => b.name.length - a.name.length);
  const taken: [start: number, end: number][] = [];
  const names = new Map<string, OfficialName & { at: number }>();
  for (const { name, official, instead } of spelled) {
    for (const at of placesOf(text, name)) {
      const end = at + name.length;
      if (taken.some(([start, stop]) => at < stop && end > start)) continue;
      taken.push([at, end]);
      if (!names.has(official)) {
        names.set(official, { found: text.slice(at, end), official, instead, at });
      }
    }
  }
  return [...names.values()].sort((a, b) => a.at - b.at).map(({ at: _, ...name }) => name);
}

/** How a translation says each of the names of its source. */
export function usesOf(translation: string, names: readonly OfficialName[]): NameUse[] {
  return names.map(({ official, instead }) => {
    if (placesOf(translation, official).length > 0) {
      return { official, state: 'official', used: null };
    }
    const used = [...instead]
      .sort((a, b) => b.length - a.length)
      .find((spelling) => placesOf(translation, spelling).length > 0);
    return { official, state: used ? 'other' : 'open', used: used ?? null };
  });
}

/** A translation with the official name wherever this other spelling of it stands. */
export function withOfficial(translation: string, used: string, official: string): string {
  let text = translation;
  for (const at of placesOf(translation, used).reverse()) {
    text = text.slice(0, at) + official + text.slice(at + used.length);
  }
  return text;
}

const LETTER = /[\p{Script=Latin}\p{Nd}]/u;

/** Where a name stands in a text, whatever its case; a name of letters only as words of its own. */
function placesOf(text: string, name: string): number[] {
  if (!name) return [];
  const [hay, needle] = [lower(text), lower(name)];
  const places: number[] = [];
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length)) {
    const cutsBefore = LETTER.test(name[0]!) && LETTER.test(text[at - 1] ?? '');
    const cutsAfter = LETTER.test(name.at(-1)!) && LETTER.test(text[at + name.length] ?? '');
    if (!cutsBefore && !cutsAfter) places.push(at);
  }
  return places;
}

/** Lower case, letter by letter, so that places stay the same. */
function lower(text: string): string {
  return [...text]
    .map((one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one))
    .join('');
}
