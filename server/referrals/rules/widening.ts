import { WIDE_BANDS } from './age-band.ts';
import { regionOf, tellableLanguages } from './regions.ts';

/**
 * How far each fact of a case that could point to its patient is widened before hospitals read it, the
 * narrowest first. What is widened stands for everybody alike; `unsaid` tells nothing of it.
 */
export const WIDENING_STEPS = {
  place: ['country', 'region', 'unsaid'],
  age: ['five', 'wide', 'unsaid'],
  disease: ['block', 'chapter', 'unsaid'],
  sex: ['said', 'unsaid'],
} as const;
export type Aspect = keyof typeof WIDENING_STEPS;
export const ASPECTS = Object.keys(WIDENING_STEPS) as Aspect[];
export type Widening = { [A in Aspect]: (typeof WIDENING_STEPS)[A][number] };

export const NARROWEST: Widening = { place: 'country', age: 'five', disease: 'block', sex: 'said' };
export const WIDEST: Widening = {
  place: 'unsaid',
  age: 'unsaid',
  disease: 'unsaid',
  sex: 'unsaid',
};

/**
 * Patients of the last 12 months, counted by how far each fact must be widened until they are like the
 * one in question: `place` 0 from the same country, 1 from the same region, 2 from anywhere.
 */
export type AlikeCell = Record<Aspect, number> & { n: number };

/** The fewest patients that must be alike, and the fewest of a country in a year for it to be named. */
export type Limits = { smallest: number; countryYearly: number };

/** How far up its ladder a fact stands: 0 as it is. */
export function stepOf(widening: Widening, aspect: Aspect): number {
  return (WIDENING_STEPS[aspect] as readonly string[]).indexOf(widening[aspect]);
}

/** How many patients are alike when told so, the one in question among them. */
export function alike(cells: readonly AlikeCell[], widening: Widening): number {
  return sumOf(cells, (cell) => ASPECTS.every((each) => cell[each] <= stepOf(widening, each)));
}

/**
 * Whether nobody can be recognised by what is told so: enough are alike, and a country that is named has
 * sent enough patients.
 */
export function passes(cells: readonly AlikeCell[], limits: Limits, widening: Widening): boolean {
  if (alike(cells, widening) < limits.smallest) return false;
  const compatriots = sumOf(cells, ({ place }) => place === 0);
  return widening.place !== 'country' || compatriots >= limits.countryYearly;
}

/** What somebody knows who has read both outlines of a case: of each fact the narrower. */
export function together(one: Widening, other: Widening): Widening {
  const narrower = ASPECTS.map((each) => [
    each,
    stepOf(one, each) <= stepOf(other, each) ? one[each] : other[each],
  ]);
  return Object.fromEntries(narrower) as Widening;
}

/** What decides how a case may be told: who is alike, and what hospitals know of it from rounds before. */
export type Ground = { cells: readonly AlikeCell[]; limits: Limits; known: Widening | null };

/**
 * Whether nobody can be recognised by what is told so, nor by that together with what was told in a round
 * before: one that adds nothing to it has to hold by itself alone.
 */
export function holds({ cells, limits, known }: Ground, widening: Widening): boolean {
  if (!passes(cells, limits, widening)) return false;
  const adds = known !== null && toWiden(widening, known).length > 0;
  if (!adds) return true;
  return passes(cells, limits, together(widening, known));
}

/** What each step costs a hospital that has to decide: of the place it needs the least, of the sex the most. */
const COST: Record<Aspect, readonly number[]> = {
  place: [0, 1, 3],
  age: [0, 2, 7],
  disease: [0, 5, 13],
  sex: [0, 10],
};

/** What a widening takes away, to compare two. */
export function costOf(widening: Widening): number {
  return ASPECTS.reduce((sum, each) => sum + COST[each][stepOf(widening, each)]!, 0);
}

/** Every way to tell a case, the one that takes away least first. */
export const WIDENINGS: readonly Widening[] = WIDENING_STEPS.place
  .flatMap((place) =>
    WIDENING_STEPS.age.flatMap((age) =>
      WIDENING_STEPS.disease.flatMap((disease) =>
        WIDENING_STEPS.sex.map((sex): Widening => ({ place, age, disease, sex })),
      ),
    ),
  )
  .toSorted((a, b) => costOf(a) - costOf(b));

/** The least widening by which nobody can be recognised; null where even the widest tells too much. */
export function leastWidening(ground: Ground): Widening | null {
  return WIDENINGS.find((each) => holds(ground, each)) ?? null;
}

/** The facts that a widening is about, and the languages, which go with the place. */
export type CodedFacts = {
  country: string;
  ageBand: string;
  icdBlock: string;
  icdChapter: string;
  sex: string;
  languages: readonly string[];
};

export const WITHHELD = ['country', 'age', 'disease', 'sex', 'languages'] as const;
export type Withheld = (typeof WITHHELD)[number];

/** The same as hospitals may read them, and which of them they do not learn. */
export type ToldFacts = {
  /** A country (ISO 3166-1) or a region (UN M49); empty where neither is told. */
  country: string;
  ageBand: string;
  /** A block of ICD-10 or the number of a chapter; empty where the specialty has to do. */
  disease: string;
  sex: string;
  languages: string[];
  withheld: Withheld[];
};

/** Puts a case's coded facts into the words that hospitals may read. */
export function toldFacts(facts: CodedFacts, widening: Widening): ToldFacts {
  const { place, age, disease, sex } = widening;
  const region = place === 'region' ? regionOf(facts.country) : '';
  const languages =
    place === 'country' ? [...facts.languages] : tellableLanguages(facts.languages, region);
  const withheld: Record<Withheld, boolean> = {
    country: place === 'unsaid',
    age: age === 'unsaid',
    disease: disease === 'unsaid',
    sex: sex === 'unsaid',
    languages: languages.length < facts.languages.length,
  };
  return {
    country: valueAt(place, [facts.country, regionOf(facts.country)], 'place'),
    ageBand: valueAt(age, [facts.ageBand, WIDE_BANDS[facts.ageBand] ?? ''], 'age'),
    disease: valueAt(disease, [facts.icdBlock, facts.icdChapter], 'disease'),
    sex: sex === 'said' ? facts.sex : 'unknown',
    languages,
    withheld: WITHHELD.filter((each) => withheld[each]),
  };
}

/** The value of a fact at its step; nothing above the last. */
function valueAt(step: string, values: readonly string[], aspect: Aspect): string {
  return values[(WIDENING_STEPS[aspect] as readonly string[]).indexOf(step)] ?? '';
}

/** The facts that another widening tells less of. */
export function toWiden(from: Widening, to: Widening): Aspect[] {
  return ASPECTS.filter((each) => stepOf(to, each) > stepOf(from, each));
}

function sumOf(cells: readonly AlikeCell[], counts: (cell: AlikeCell) => boolean): number {
  return cells.reduce((sum, cell) => (counts(cell) ? sum + cell.n : sum), 0);
}
