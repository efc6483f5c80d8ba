import { nameFor } from '#app/features/discussions/names.ts';
import { label, labelLang } from '#app/i18n/label.ts';
import { LANG_TAGS, isLang, type Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import { addressOf, withChoice, type Asked, type Choice } from './search-address.ts';

type Found = Answer<'search.everything'>;
export type SearchView = ReturnType<typeof searchView>;
export type FacetView = {
  facet: Choice;
  options: {
    value: string;
    name: string | null;
    count: number;
    more: boolean;
    to: string;
    chosen: boolean;
  }[];
};

/** In the order of their reach. */
const CHOSEN = ['kind', 'threadId', 'projectId', 'tag', 'orgId', 'days', 'lang'] as const;

/** The answer as the page shows it, its names in the reader's language. */
export function searchView(found: Found, asked: Asked, lang: Lang) {
  const { projects, orgs, threads, tags } = found.names;
  const nameOf = (choice: Choice, value: string): string | null => {
    const names = { projectId: projects, orgId: orgs, threadId: threads, tag: tags }[
      choice as 'projectId'
    ];
    return names ? label(names[value], lang) || null : null;
  };
  const facets = (['kind', 'projectId', 'tag', 'orgId', 'days', 'lang'] as const).map(
    (facet): FacetView => ({
      facet,
      options: found.facets[facet]
        .map(({ value, count, more }) => {
          const chosen = String(asked[facet] ?? '') === value;
          return {
            value,
            name: nameOf(facet, value),
            count,
            more,
            chosen,
            to: addressOf(withChoice(asked, facet, chosen ? undefined : value)),
          };
        })
        // An organisation that the reader may not know by name is no choice either.
        .filter(({ name }) => name !== null || !['projectId', 'orgId'].includes(facet)),
    }),
  );
  return {
    count: found.count,
    more: found.more,
    asWords: found.terms.length > 0,
    next: found.next ? addressOf({ ...asked, after: found.next }) : undefined,
    facets: facets.filter(
      ({ options }) => options.length > 1 || options.some(({ chosen }) => chosen),
    ),
    chosen: CHOSEN.flatMap((choice) => {
      const value = asked[choice];
      if (!value) return [];
      const to = addressOf(withChoice(asked, choice, undefined));
      return [{ choice, value: String(value), name: nameOf(choice, String(value)), to }];
    }),
    hits: found.hits.map((hit) => ({
      ...hit,
      titleLang: tag(hit.titleLang, lang),
      snippetLang: tag(hit.snippetLang, lang),
      at: hit.at,
      author: hit.author ? nameFor(hit.author, lang) : null,
      org: hit.org
        ? { text: label(hit.org, lang), lang: tag(labelLang(hit.org, lang), lang) }
        : null,
      place: hit.place
        ? { text: label(hit.place, lang), lang: tag(labelLang(hit.place, lang), lang) }
        : null,
    })),
  };
}

/** The language of a text, where it is not the page's. */
function tag(of: string | null, lang: Lang): string | undefined {
  return of && of !== lang && isLang(of) ? LANG_TAGS[of] : undefined;
}
