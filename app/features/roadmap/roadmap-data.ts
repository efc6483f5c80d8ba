import type { Answer } from '#server/forum.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { label } from '#app/i18n/label.ts';

export type RoadmapData = Answer<'projects.roadmap'>;
export type RoadmapProject = RoadmapData['projects'][number];
export type RoadmapCell = RoadmapData['matrix']['groups'][number]['rows'][number]['cells'][number];

export const FILTERS = ['country', 'field', 'direction', 'stage', 'leadId'] as const;
/** What the address of a roadmap says; everything the page shows follows from it. */
export type Chosen = Partial<Record<(typeof FILTERS)[number] | 'year', string>>;

export const ROADMAP = '/discussions/roadmap';

export function chosenFrom(params: URLSearchParams): Chosen {
  const given = [...FILTERS, 'year' as const].flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
}

/** The filters as the forum takes them. */
export function asked({ year, ...filters }: Chosen) {
  return year ? { ...filters, year: Number(year) } : filters;
}

/** A cell in the address: `TH.care-going-online`. */
export function cellKey(country: string, theme: string): string {
  return `${country}.${theme}`;
}

export function roadmapAddress(chosen: Chosen, cell?: string): string {
  const params = new URLSearchParams({ ...chosen, ...(cell ? { cell } : {}) }).toString();
  return `${ROADMAP}${params && `?${params}`}${cell ? '#cell' : ''}`;
}

/** Codes of a vocabulary in words. */
export function wordsOf(
  terms: readonly { code: string; labels: Parameters<typeof label>[0] }[],
  lang: Lang,
): (code: string) => string {
  const words = new Map(terms.map(({ code, labels }) => [code, label(labels, lang)]));
  return (code) => words.get(code) ?? code;
}
