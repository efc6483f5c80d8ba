import { mayAny, sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { libraryItem, type LibraryItemRow } from '../access.ts';
import { FACET_SOURCES } from '../facets.ts';
import { renderText } from '../markdown.ts';
import { factsOf } from '../programme-facts.ts';
import { FACETS, LibraryItemAddress, type Facet } from '../schemas.ts';
import { termsOf, type Label } from '../vocabulary.ts';

/**
 * One text of an item in one language: Markdown, and the same as safe HTML. `state` says how far it
 * is to be trusted.
 */
export type ItemText = { block: string; lang: string; body: string; html: string; state: string };

export type RelatedItem = {
  slug: string;
  kind: string;
  access: string;
  title: Label;
  publishedOn: string | null;
};

export type Tag = { facet: Facet; code: string; labels: Label | null };

const RELATED = 5;

export const itemPage = query('library.item', {
  summary:
    'One library item: its texts as Markdown and HTML, its tags, its support programme, what is near it.',
  input: LibraryItemAddress,
  subject: libraryItem.of('slug'),
  gate: 'library.view',
  async run({ subject, actor, tx }) {
    return {
      slug: subject.slug,
      kind: subject.kind,
      access: subject.access,
      title: subject.title as Label,
      publisher: subject.publisher as Label | null,
      author: subject.author as Label | null,
      publishedOn: subject.publishedOn,
      dateBasis: subject.dateBasis,
      results: subject.results as Label | null,
      source: subject.source as { section?: string } | null,
      reviewOn: day(subject.reviewOn),
      programme: programmeOf(subject),
      /** The stated conditions of the programme, each with its source and age. */
      mayApply: mayAny(actor, 'consortium.create') && actor.orgKind !== 'government',
      facts: subject.programme ? await factsOf(tx, subject.id) : [],
      texts: await textsOf(tx, subject.id),
      tags: await tagsOf(tx, subject),
      related: await relatedTo(tx, actor, subject),
    };
  },
});

function programmeOf({ programme }: LibraryItemRow) {
  if (!programme) return null;
  return {
    sponsor: programme.sponsor as Label,
    country: programme.country,
    amount: programme.amount as Label | null,
    eligibility: programme.eligibility as Label | null,
    opensOn: day(programme.opensOn),
    closesOn: day(programme.closesOn),
    lastCheckedOn: day(programme.lastCheckedOn),
  };
}

async function textsOf(tx: Tx, itemId: string): Promise<ItemText[]> {
  const texts = await tx.sql<Omit<ItemText, 'html'>>`
    SELECT block, lang, body, state FROM parallel_text
     WHERE owner_kind = 'libraryItem' AND owner_id = ${itemId} ORDER BY block, lang`;
  return texts.map((text) => ({ ...text, html: renderText(text.body) }));
}

async function tagsOf(tx: Tx, item: LibraryItemRow): Promise<Tag[]> {
  const codes: Record<Facet, readonly string[]> = {
    kind: [item.kind],
    country: item.countries,
    disease: item.diseases,
    industry: item.industries,
    supportType: item.supportTypes,
    measure: item.measures,
    stage: item.stages,
    size: item.sizes,
  };
  const used = FACETS.filter((facet) => codes[facet].length > 0);
  const terms = await termsOf(
    tx,
    used.flatMap((facet) => FACET_SOURCES[facet].vocabulary ?? []),
  );
  return used.flatMap((facet) => {
    const words = terms.get(FACET_SOURCES[facet].vocabulary ?? '');
    return codes[facet].map((code) => ({
      facet,
      code,
      labels: words ? (words.get(code)?.labels ?? { en: code }) : null,
    }));
  });
}

/** Items that share the most with this one; what nearly every item has counts less than a rare tag. */
function relatedTo(tx: Tx, actor: Actor, item: LibraryItemRow) {
  return tx.sql<RelatedItem>`
    SELECT slug, kind, access, title, "publishedOn" FROM (
      SELECT l.id, l.slug, l.kind, l.access, l.title, l.published_on AS "publishedOn",
             3 * ${shared(sql`l.diseases`, item.diseases)}
           + 3 * ${shared(sql`l.industries`, item.industries)}
           + 2 * ${shared(
             sql`l.countries`,
             item.countries.filter((code) => code !== 'JP'),
           )}
           + ${shared(sql`l.measures`, item.measures)}
           + (CASE WHEN l.kind = ${item.kind} THEN 1 ELSE 0 END) AS nearness
        FROM library_item l
       WHERE l.id <> ${item.id} AND ${visible(actor, 'library.view', libraryItem)}) n
     WHERE nearness > 1 ORDER BY nearness DESC, "publishedOn" DESC NULLS LAST, id LIMIT ${RELATED}`;
}

function shared(column: ReturnType<typeof sql>, codes: readonly string[]) {
  return sql`cardinality(ARRAY(SELECT unnest(${column}) INTERSECT SELECT unnest(${[...codes]}::text[])))`;
}

function day(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}
