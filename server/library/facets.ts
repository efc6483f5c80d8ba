import { join, raw, sql, type Sql } from '#server/platform/access/access.ts';
import { FACETS, type Facet, type LibrarySearch } from './schemas.ts';

type FacetSource = {
  /** The column of `library_item` that holds the codes. */
  column: string;
  /** The vocabulary that names them; countries are named by their ISO 3166-1 code. */
  vocabulary: string | null;
  /** Shown in the vocabulary's own order; the others by how much there is. */
  ordered: boolean;
};

export const FACET_SOURCES: Record<Facet, FacetSource> = {
  kind: { column: 'kind', vocabulary: 'resourceKinds', ordered: true },
  country: { column: 'countries', vocabulary: null, ordered: false },
  disease: { column: 'diseases', vocabulary: 'diseases', ordered: false },
  industry: { column: 'industries', vocabulary: 'industryCategories', ordered: false },
  supportType: { column: 'support_types', vocabulary: 'supportTypes', ordered: true },
  measure: { column: 'measures', vocabulary: 'supportMeasures', ordered: false },
  stage: { column: 'stages', vocabulary: 'marketStages', ordered: true },
  size: { column: 'sizes', vocabulary: 'businessSizes', ordered: true },
};

/** Items that match the facets: one of the codes within a facet, all facets together. */
export function matchesFacets(search: LibrarySearch, except?: Facet): Sql {
  const parts = FACETS.filter((facet) => facet !== except && search[facet].length > 0).map(
    (facet) => sql`${codesOf(facet)} && ${search[facet]}::text[]`,
  );
  return parts.length === 0 ? sql`true` : join(parts, ' AND ');
}

/** Items whose title or summary, in any language, holds every word of the question. */
export function matchesWords(q: string): Sql {
  const parts = patternsOf(q).map(
    (pattern) => sql`(
      lower(normalize(l.title::text, NFKC)) LIKE ${pattern}
      OR EXISTS (SELECT 1 FROM parallel_text t
                  WHERE t.owner_kind = 'libraryItem' AND t.owner_id = l.id AND t.block = 'summary'
                    AND lower(normalize(t.body, NFKC)) LIKE ${pattern}))`,
  );
  return parts.length === 0 ? sql`true` : join(parts, ' AND ');
}

/**
 * How many items each code of each facet would leave. A facet's own choice does not narrow its own
 * counts, so they say what choosing one more would add. The row of `total` has everything applied.
 */
export function countsOf(search: LibrarySearch, base: Sql): Sql {
  const branches = FACETS.map(
    (facet) => sql`
      SELECT ${facet}::text AS facet, code, count(*)::int AS count
        FROM base l, unnest(${codesOf(facet)}) AS code
       WHERE ${matchesFacets(search, facet)} GROUP BY code`,
  );
  const total = sql`SELECT 'total', '', count(*)::int FROM base l WHERE ${matchesFacets(search)}`;
  return sql`WITH base AS MATERIALIZED (${base}) ${join([...branches, total], ' UNION ALL ')}`;
}

/** Patterns for LIKE: one per word, folded as PostgreSQL folds the text it compares with. */
export function patternsOf(q: string): string[] {
  return [...new Set(q.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean))]
    .slice(0, 8)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}

function codesOf(facet: Facet): Sql {
  const column = raw(`l.${FACET_SOURCES[facet].column}`);
  return facet === 'kind' ? sql`ARRAY[${column}]` : sql`${column}`;
}
