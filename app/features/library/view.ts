import { countryName } from '#app/i18n/country.ts';
import { label, labelLang, type Label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { partialDate } from '#app/i18n/partial-date.ts';
import type { Answer } from '#server/forum.ts';
import type { Facet } from '#server/library/schemas.ts';

/** A text and the language it is in, for pages where not everything is in the reader's. */
export type Said = { text: string; lang: Lang };

export type LineView = {
  slug: string;
  kind: string;
  access: string;
  isProgramme: boolean;
  title: Said;
  opening: Said;
  publisher: Said | null;
  date: string | null;
  dateBasis: string | null;
  countries: string[];
};

export type FacetView = {
  facet: Facet;
  options: { code: string; label: string; count: number; chosen: boolean }[];
};

/** The library's answer in one language. */
export function listView(answer: Answer<'library.list'>, lang: Lang) {
  return {
    total: answer.total,
    page: answer.page,
    pages: answer.pages,
    items: answer.items.map((item): LineView => ({
      slug: item.slug,
      kind: label(answer.kinds[item.kind], lang) || item.kind,
      access: item.access,
      isProgramme: item.isProgramme,
      title: said(item.title, lang),
      opening: said(item.opening, lang),
      publisher: item.publisher ? said(item.publisher, lang) : null,
      date: item.publishedOn ? partialDate(item.publishedOn, lang) : null,
      dateBasis: item.dateBasis,
      countries: item.countries.map((code) => countryName(code, lang)),
    })),
    facets: answer.facets.map(({ facet, options }): FacetView => ({
      facet,
      options: options.map(({ code, labels, count, chosen }) => ({
        code,
        label: labels ? label(labels, lang) : countryName(code, lang),
        count,
        chosen,
      })),
    })),
  };
}
export type ListView = ReturnType<typeof listView>;

/** One item in one language; its texts keep theirs. */
export function itemView(item: Answer<'library.item'>, lang: Lang) {
  const { programme } = item;
  return {
    slug: item.slug,
    access: item.access,
    title: said(item.title, lang),
    titles: item.title,
    publisher: item.publisher ? said(item.publisher, lang) : null,
    author: item.author ? said(item.author, lang) : null,
    date: item.publishedOn ? partialDate(item.publishedOn, lang) : null,
    year: item.publishedOn?.slice(0, 4) ?? null,
    dateBasis: item.dateBasis,
    section: item.source?.section ?? null,
    results: item.results ? said(item.results, lang) : null,
    programme: programme && {
      sponsor: said(programme.sponsor, lang),
      country: countryName(programme.country, lang),
      amount: programme.amount ? said(programme.amount, lang) : null,
      eligibility: programme.eligibility ? said(programme.eligibility, lang) : null,
      opensOn: programme.opensOn && partialDate(programme.opensOn, lang),
      closesOn: programme.closesOn && partialDate(programme.closesOn, lang),
      lastCheckedOn: programme.lastCheckedOn && partialDate(programme.lastCheckedOn, lang),
    },
    texts: item.texts.map(({ block, lang: own, html, state }) => ({
      block,
      lang: own,
      html,
      state,
    })),
    tags: item.tags.map(({ facet, code, labels }) => ({
      facet,
      code,
      label: labels ? label(labels, lang) : countryName(code, lang),
    })),
    related: item.related.map(({ slug, access, title, publishedOn }) => ({
      slug,
      access,
      title: said(title, lang),
      date: publishedOn ? partialDate(publishedOn, lang) : null,
    })),
  };
}
export type ItemView = ReturnType<typeof itemView>;

export function said(text: Label, lang: Lang): Said {
  return { text: label(text, lang), lang: labelLang(text, lang) };
}
