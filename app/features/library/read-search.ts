import { LibrarySearch } from '#server/library/schemas.ts';
import { FACET_ORDER } from './search-address.ts';

/** A search as its address says it; what an address cannot mean is left out. */
export function readSearch(parameters: URLSearchParams): LibrarySearch {
  const asked = {
    q: (parameters.get('q') ?? '').slice(0, 200),
    page: Number(parameters.get('page')) || 1,
    ...Object.fromEntries(
      FACET_ORDER.map((facet) => [facet, [...new Set(parameters.getAll(facet).filter(isCode))]]),
    ),
  };
  const search = LibrarySearch.safeParse(asked);
  return search.success ? search.data : LibrarySearch.parse({});
}

function isCode(text: string): boolean {
  return /^[\w-]{1,80}$/.test(text);
}
