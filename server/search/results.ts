import { CAP, type Candidate, type Gathered } from './gather.ts';
import { KINDS, PERIODS, type Filters, type Order } from './schemas.ts';

export type FacetOption = { value: string; count: number; more: boolean };
export type Facets = Record<
  'kind' | 'projectId' | 'tag' | 'orgId' | 'days' | 'lang',
  FacetOption[]
>;

const DAY_MS = 86_400_000;
/** Options of a facet that are worth offering. */
const MOST_OPTIONS = 8;

/** Whether something found is what the filters ask for, but for one of them. */
export function passes(one: Candidate, filters: Filters, now: Date, but?: keyof Filters): boolean {
  const { kind, projectId, tag, orgId, days, lang } = but
    ? ({ ...filters, [but]: undefined } as Filters)
    : filters;
  return (
    (!kind || one.kind === kind) &&
    (!projectId || one.projectId === projectId) &&
    (!tag || one.tags.includes(tag)) &&
    (!orgId || one.orgId === orgId) &&
    (!lang || one.langs.includes(lang)) &&
    (!days || one.at.getTime() >= now.getTime() - days * DAY_MS)
  );
}

/**
 * How many would be left by each choice. A facet is counted without its own choice, so that another one
 * can be weighed against it.
 */
export function facetsOf({ found, more }: Gathered, filters: Filters, now: Date): Facets {
  const count = (facet: keyof Facets, valuesOf: (one: Candidate) => (string | null)[]) => {
    const counts = new Map<string, number>();
    for (const one of found) {
      if (!passes(one, filters, now, facet)) continue;
      for (const value of valuesOf(one)) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const chosen = filters[facet];
    if (chosen && !counts.has(String(chosen))) counts.set(String(chosen), 0);
    return [...counts].map(([value, n]) => ({ value, count: n, more }));
  };
  const byCount = (options: FacetOption[], chosen: string | undefined) => {
    const sorted = options.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return sorted.filter(({ value }, i) => i < MOST_OPTIONS || value === chosen);
  };
  const inOrder = (options: FacetOption[], order: readonly string[]) =>
    options.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
  const age = (one: Candidate) => (now.getTime() - one.at.getTime()) / DAY_MS;
  return {
    kind: inOrder(
      count('kind', (one) => [one.kind]),
      KINDS,
    ),
    projectId: byCount(
      count('projectId', (one) => [one.projectId]),
      filters.projectId,
    ),
    tag: byCount(
      count('tag', (one) => one.tags),
      filters.tag,
    ),
    orgId: byCount(
      count('orgId', (one) => [one.orgId]),
      filters.orgId,
    ),
    days: inOrder(
      count('days', (one) => PERIODS.filter((days) => age(one) <= days).map(String)),
      PERIODS.map(String),
    ),
    lang: byCount(
      count('lang', (one) => one.langs),
      filters.lang,
    ),
  };
}

/** What grows old: an organisation or a handbook does not. */
const AGEING = new Set(['post', 'thread', 'event']);

/** How well something fits: what is called so before what mentions it, often before once, new before old. */
export function scoreOf(one: Candidate, now: Date): number {
  const years = Math.max(0, Math.floor((now.getTime() - one.at.getTime()) / DAY_MS) / 365);
  const named = one.titled ? (one.leading ? 8 : 6) : 0;
  const often = Math.min(2, Math.log2(1 + one.times) / 2);
  const record = one.kind === 'post' ? 0 : 1;
  const age = AGEING.has(one.kind) ? Math.min(years, 4) : 1;
  return Number((named + often + record - age).toFixed(4));
}

export type Ranked = { one: Candidate; key: string };

/** In order, each with the key that the next page begins after. */
export function ranked(found: Candidate[], order: Order, now: Date): Ranked[] {
  const weighed = found.map((one) => ({ one, score: order === 'newest' ? 0 : scoreOf(one, now) }));
  weighed.sort(
    (a, b) =>
      b.score - a.score ||
      b.one.at.getTime() - a.one.at.getTime() ||
      (a.one.id < b.one.id ? 1 : -1),
  );
  return weighed.map(({ one, score }) => ({ one, key: `${score}_${one.at.getTime()}_${one.id}` }));
}

/** Those that come after a key, which need not stand among them any more. */
export function behind(list: Ranked[], key: string | undefined): Ranked[] {
  if (!key) return list;
  const asked = read(key);
  return list.filter((each) => {
    const own = read(each.key);
    if (own.score !== asked.score) return own.score < asked.score;
    if (own.at !== asked.at) return own.at < asked.at;
    return own.id < asked.id;
  });
}

/** The place that a key of the order by newest names. */
export function placeOf(key: string): { at: Date; id: string } {
  const { at, id } = read(key);
  return { at: new Date(at), id };
}

function read(key: string) {
  const [score = '', at = '', id = ''] = key.split('_');
  return { score: Number(score), at: Number(at), id };
}

/** One list of what two gatherings found. */
export function together(...gathered: Gathered[]): Gathered {
  return {
    found: gathered.flatMap(({ found }) => found),
    more: gathered.some(({ more }) => more),
  };
}

export { CAP };
