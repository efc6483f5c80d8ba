import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finerIn } from './finer-text.ts';
import { regionOf, REGION_COLUMNS } from './regions.ts';
import { ageBand, WIDE_BANDS } from './age-band.ts';
import { COUNTRIES, PATIENT_LANGUAGES } from '../schemas.ts';
import {
  alike,
  ASPECTS,
  costOf,
  holds,
  leastWidening,
  NARROWEST,
  passes,
  stepOf,
  together,
  toldFacts,
  toWiden,
  WIDENING_STEPS,
  WIDENINGS,
  WIDEST,
  type AlikeCell,
  type Limits,
  type Widening,
} from './widening.ts';

/** Languages that two countries of a region share, by the forms' own list of countries. */
const SHARED: Record<string, string[]> = {
  [regionOf('CN')]: ['zh'],
  [regionOf('MY')]: ['zh', 'ms'],
  [regionOf('KZ')]: ['ru'],
  [regionOf('OM')]: ['ar'],
  [regionOf('UA')]: ['ru'],
  [regionOf('MX')]: ['es'],
};

const step = (last: number) => fc.integer({ min: 0, max: last });
const cell: fc.Arbitrary<AlikeCell> = fc.record({
  place: step(2),
  age: step(2),
  disease: step(2),
  sex: step(1),
  n: fc.integer({ min: 1, max: 6 }),
});
const cells = fc.array(cell, { maxLength: 20 });
const limits = fc.record({
  smallest: fc.integer({ min: 2, max: 8 }),
  countryYearly: fc.integer({ min: 1, max: 12 }),
});
const widening = fc.constantFrom(...WIDENINGS);

/** The next narrower ways to tell: one fact, one step. */
function narrower(from: Widening): Widening[] {
  return ASPECTS.filter((aspect) => stepOf(from, aspect) > 0).map(
    (aspect) =>
      ({ ...from, [aspect]: WIDENING_STEPS[aspect][stepOf(from, aspect) - 1] }) as Widening,
  );
}

/** A case that no hospital was asked about before. */
const alone = (found: AlikeCell[], limit: Limits) => ({ cells: found, limits: limit, known: null });

describe('the widening of a teaser', () => {
  test('a proposal passes, and nothing that takes away less would', () => {
    fc.assert(
      fc.property(cells, limits, (found, limit) => {
        const proposal = leastWidening(alone(found, limit));
        if (!proposal) {
          expect(passes(found, limit, WIDEST)).toBe(false);
          return;
        }
        expect(passes(found, limit, proposal)).toBe(true);
        for (const each of narrower(proposal)) expect(passes(found, limit, each)).toBe(false);
        for (const each of WIDENINGS) {
          if (costOf(each) < costOf(proposal)) expect(passes(found, limit, each)).toBe(false);
        }
      }),
    );
  });

  test('whoever is alike when told finely is alike when told widely', () => {
    fc.assert(
      fc.property(cells, widening, (found, from) => {
        for (const each of narrower(from)) {
          expect(alike(found, each)).toBeLessThanOrEqual(alike(found, from));
          expect(toWiden(each, from)).toHaveLength(1);
        }
      }),
    );
  });

  test('nothing finer than its step is told, whatever the facts are', () => {
    const facts = fc.record({
      country: fc.constantFrom(...COUNTRIES),
      ageBand: fc.constantFrom(...Object.keys(WIDE_BANDS)),
      icdBlock: fc.constant('I30-I52'),
      icdChapter: fc.constant('IX'),
      sex: fc.constantFrom('female', 'male', 'other'),
      languages: fc.subarray([...PATIENT_LANGUAGES]),
    });
    fc.assert(
      fc.property(facts, widening, (own, how) => {
        const told = toldFacts(own, how);
        if (how.place !== 'country') {
          expect(told.country).toBe(how.place === 'region' ? regionOf(own.country) : '');
          const home = how.place === 'region' ? (SHARED[regionOf(own.country)] ?? []) : [];
          for (const language of told.languages) expect(['en', 'ja', ...home]).toContain(language);
        }
        if (how.age !== 'five') {
          expect(told.ageBand).toBe(how.age === 'wide' ? WIDE_BANDS[own.ageBand] : '');
        }
        if (how.disease !== 'block') {
          expect(told.disease).toBe(how.disease === 'chapter' ? 'IX' : '');
        }
        if (how.sex === 'unsaid') expect(told.sex).toBe('unknown');
        expect(told.withheld.includes('languages')).toBe(
          told.languages.length < own.languages.length,
        );
      }),
    );
    const own = { country: 'MN', ageBand: '60-64', icdBlock: 'I30-I52', icdChapter: 'IX' };
    const told = toldFacts({ ...own, sex: 'male', languages: ['mn', 'en'] }, NARROWEST);
    expect(told).toEqual({
      country: 'MN',
      ageBand: '60-64',
      disease: 'I30-I52',
      sex: 'male',
      languages: ['mn', 'en'],
      withheld: [],
    });
  });

  test('a minister of 45 from Mongolia is not told of as one; a wider age and a region let the case pass', () => {
    const found: AlikeCell[] = [
      { place: 0, age: 0, disease: 0, sex: 0, n: 1 },
      { place: 0, age: 1, disease: 0, sex: 0, n: 2 },
      { place: 1, age: 1, disease: 0, sex: 0, n: 2 },
    ];
    const limit = { smallest: 5, countryYearly: 10 };
    expect(passes(found, limit, NARROWEST)).toBe(false);
    expect(leastWidening(alone(found, limit))).toEqual({
      ...NARROWEST,
      place: 'region',
      age: 'wide',
    });
    expect(passes(found, limit, { ...NARROWEST, place: 'region' })).toBe(false);
    expect(passes(found, limit, { ...NARROWEST, age: 'wide' })).toBe(false);
  });

  test('two rounds are held against each other: whoever reads both learns no more than may be told', () => {
    fc.assert(
      fc.property(cells, limits, widening, (found, limit, known) => {
        const ground = { cells: found, limits: limit, known };
        for (const each of WIDENINGS) {
          const both = together(each, known);
          for (const aspect of ASPECTS) {
            const steps = [stepOf(each, aspect), stepOf(known, aspect)];
            expect(stepOf(both, aspect)).toBe(Math.min(...steps));
          }
          const adds = toWiden(each, known).length > 0;
          const may = passes(found, limit, each) && (!adds || passes(found, limit, both));
          expect(holds(ground, each)).toBe(may);
        }
      }),
    );
    // Four share the block with the region, four the age with the country; nobody else shares both.
    const found: AlikeCell[] = [
      { place: 0, age: 0, disease: 0, sex: 0, n: 1 },
      { place: 1, age: 1, disease: 0, sex: 0, n: 4 },
      { place: 0, age: 0, disease: 1, sex: 0, n: 9 },
    ];
    const limit = { smallest: 5, countryYearly: 10 };
    const known: Widening = { ...NARROWEST, place: 'region', age: 'wide' };
    const other: Widening = { ...NARROWEST, disease: 'chapter' };
    expect(passes(found, limit, known) && passes(found, limit, other)).toBe(true);
    const second = { cells: found, limits: limit, known };
    expect(holds(second, other)).toBe(false);
    expect(leastWidening(second)).toEqual(known);
  });

  test('a country is named only where enough patients came from it, however many are alike', () => {
    const found: AlikeCell[] = [{ place: 0, age: 0, disease: 0, sex: 0, n: 9 }];
    const limit = { smallest: 5, countryYearly: 10 };
    expect(leastWidening(alone(found, limit))).toEqual({ ...NARROWEST, place: 'region' });
    expect(leastWidening(alone([{ ...found[0]!, n: 10 }], limit))).toEqual(NARROWEST);
  });

  test('every country of the forms has a region that languages name, and every age a wide band', () => {
    expect([...REGION_COLUMNS.countries].sort()).toEqual([...COUNTRIES].sort());
    for (const lang of ['ja', 'en', 'zh-Hans', 'ko']) {
      const names = new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' });
      for (const region of REGION_COLUMNS.regions) expect(names.of(region)).toBeTruthy();
    }
    for (let age = 0; age < 110; age++) {
      const band = ageBand(`${2026 - age}-01-01`, new Date('2026-06-01'));
      expect(WIDE_BANDS[band], band).toBeTruthy();
    }
  });
});

describe('a text beside widened facts', () => {
  test.each([
    ['A 45-year-old teacher', '', ['age']],
    ['aged 45', '', ['age']],
    ['４５歳の患者', '', ['age']],
    ['Two years of dyspnoea, 45 mmHg', '', []],
    ['From Mongolia', 'MN', ['country']],
    ['a Mongolian patient of 45 years', 'MN', ['country']],
    ['モンゴル在住', 'MN', ['country']],
    ['A woman with aortic stenosis', 'OM', []],
    ['Omani', 'OM', ['country']],
    ['From Mongolia', '', []],
    ['45 y/o', '', ['age']],
    ['四十五歳', '', ['age']],
    ['40代の女性', '', ['age']],
    ['in her forties', '', ['age']],
    ['born in 1981', '', ['age']],
    ['Diagnosed in 2021, two months of cough', '', []],
    ['Burmese', 'MM', ['country']],
    ['ミャンマーから', 'MM', ['country']],
    ['香港在住', 'HK', ['country']],
    ['米国籍', 'US', ['country']],
    ['a Thai patient', 'TH', ['country']],
    ['With thalassaemia', 'TH', []],
    ['The usual dose, let us say', 'US', []],
    ['Five-year survival 五年生存率', '', []],
    ['Tumour activities', '', []],
  ])('%s', (text, country, traces) => {
    expect(finerIn(text, country)).toEqual(traces);
  });
});
