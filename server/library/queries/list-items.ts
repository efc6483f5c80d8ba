import { anywhere, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { libraryItem } from '../access.ts';
import { countsOf, FACET_SOURCES, matchesFacets, matchesWords } from '../facets.ts';
import { opening } from '../opening.ts';
import { FACETS, LibrarySearch, PAGE_SIZE, type Facet } from '../schemas.ts';
import { termsOf, type Label, type Term } from '../vocabulary.ts';

export type FacetOption = {
  code: string;
  /** Null for countries: their codes are ISO 3166-1. */
  labels: Label | null;
  count: number;
  chosen: boolean;
};

export type LibraryLine = {
  slug: string;
  kind: string;
  access: string;
  title: Label;
  opening: Label;
  publisher: Label | null;
  publishedOn: string | null;
  dateBasis: string | null;
  countries: string[];
  isProgramme: boolean;
};

const OPENING_LENGTH = 180;

export const listItems = query('library.list', {
  summary:
    'Finds library items. Codes within a facet widen the answer, facets narrow it; each facet’s counts leave out its own choice.',
  input: LibrarySearch,
  subject: anywhere,
  gate: 'library.view',
  async run({ input, actor, tx }) {
    const counts = await countByFacet(tx, actor, input);
    const total = counts.find((row) => row.facet === 'total')?.count ?? 0;
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const page = Math.min(input.page, pages);
    const terms = await termsOf(tx, [
      ...new Set(Object.values(FACET_SOURCES).flatMap(({ vocabulary }) => vocabulary ?? [])),
    ]);
    return {
      items: await readPage(tx, actor, input, page),
      total,
      page,
      pages,
      kinds: Object.fromEntries(
        [...(terms.get('resourceKinds') ?? [])].map(([code, term]) => [code, term.labels]),
      ) as Record<string, Label>,
      facets: FACETS.map((facet) => ({
        facet,
        options: optionsOf(facet, input[facet], counts, terms),
      })),
    };
  },
});

type Count = { facet: string; code: string; count: number };

async function countByFacet(tx: Tx, actor: Actor, search: LibrarySearch): Promise<Count[]> {
  const base = sql`SELECT l.* FROM library_item l WHERE ${offered(actor, search)}`;
  return (await tx.query<Count>(countsOf(search, base))).rows;
}

async function readPage(
  tx: Tx,
  actor: Actor,
  search: LibrarySearch,
  page: number,
): Promise<LibraryLine[]> {
  const rows = await tx.sql<Omit<LibraryLine, 'opening'> & { summary: Label | null }>`
    SELECT l.slug, l.kind, l.access, l.title, l.publisher, l.published_on AS "publishedOn",
           l.date_basis AS "dateBasis", l.countries,
           (SELECT jsonb_object_agg(t.lang, t.body) FROM parallel_text t
             WHERE t.owner_kind = 'libraryItem' AND t.owner_id = l.id AND t.block = 'summary') AS summary,
           EXISTS (SELECT 1 FROM support_programme s WHERE s.item_id = l.id) AS "isProgramme"
      FROM library_item l
     WHERE ${offered(actor, search)} AND ${matchesFacets(search)}
     ORDER BY l.published_on DESC NULLS LAST, l.slug
     LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`;
  return rows.map(({ summary, ...line }) => ({ ...line, opening: openings(summary) }));
}

/** What the facets then narrow down: what the caller may see and has asked for in words. */
function offered(actor: Actor, { publicOnly, q }: LibrarySearch): Sql {
  const open = publicOnly ? sql`l.access = 'public'` : sql`true`;
  return sql`${visible(actor, 'library.view', libraryItem)} AND ${open} AND ${matchesWords(q)}`;
}

function openings(summary: Label | null): Label {
  return Object.fromEntries(
    Object.entries(summary ?? {}).map(([lang, text]) => [
      lang,
      opening(text ?? '', lengthIn(lang)),
    ]),
  );
}

/** Latin script needs about twice the characters for the same lines. */
function lengthIn(lang: string): number {
  return lang === 'en' ? OPENING_LENGTH * 1.7 : OPENING_LENGTH;
}

function optionsOf(
  facet: Facet,
  chosen: readonly string[],
  counts: readonly Count[],
  terms: Map<string, Map<string, Term>>,
): FacetOption[] {
  const { vocabulary, ordered } = FACET_SOURCES[facet];
  const words = vocabulary ? terms.get(vocabulary) : undefined;
  const found = new Map(
    counts.filter((row) => row.facet === facet).map((row) => [row.code, row.count]),
  );
  // What is chosen stays on the page even where the other facets leave nothing of it.
  for (const code of chosen) if (!found.has(code)) found.set(code, 0);
  const place = (code: string) => words?.get(code)?.position ?? Number.MAX_SAFE_INTEGER;
  return [...found]
    .map(([code, count]) => ({
      code,
      labels: words ? (words.get(code)?.labels ?? { en: code }) : null,
      count,
      chosen: chosen.includes(code),
    }))
    .sort((a, b) => (ordered ? 0 : b.count - a.count) || place(a.code) - place(b.code));
}
