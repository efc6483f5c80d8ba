import type { Facet, LibrarySearch } from '#server/library/schemas.ts';

export const LIBRARY = '/library';

/** The facets in the catalogue's order, without the schemas that would travel to the browser. */
export const FACET_ORDER = Object.keys({
  kind: true,
  country: true,
  disease: true,
  industry: true,
  supportType: true,
  measure: true,
  stage: true,
  size: true,
} satisfies Record<Facet, true>) as Facet[];

/** The address of a search: the same search always has the same one. */
export function addressOf(search: LibrarySearch, base = LIBRARY): string {
  const parameters = new URLSearchParams();
  if (search.q) parameters.set('q', search.q);
  for (const facet of FACET_ORDER) {
    for (const code of [...search[facet]].sort()) parameters.append(facet, code);
  }
  if (search.page > 1) parameters.set('page', String(search.page));
  const text = parameters.toString();
  return text ? `${base}?${text}` : base;
}

/** The same search with one code more or less, from its first page. */
export function without(search: LibrarySearch, facet: Facet, code: string): LibrarySearch {
  return { ...search, [facet]: search[facet].filter((one) => one !== code), page: 1 };
}

/** The items that carry one code. */
export function onlyWith(facet: Facet, code: string): string {
  return `${LIBRARY}?${new URLSearchParams({ [facet]: code })}`;
}
