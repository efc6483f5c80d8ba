import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Candidate } from './gather.ts';
import { behind, facetsOf, passes, ranked } from './results.ts';
import { KINDS, ORDERS } from './schemas.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const candidate = fc.record<Candidate>({
  id: fc.integer({ min: 0, max: 999 }).map(uuid),
  kind: fc.constantFrom(...KINDS),
  orgId: fc.constantFrom('a', 'b', null),
  projectId: fc.constantFrom('p', 'q', null),
  tags: fc.constantFrom([], ['ct'], ['ct', '読影']),
  langs: fc.constantFrom(['ja'], ['en'], ['ja', 'en']),
  at: fc.integer({ min: -400, max: 30 }).map((days) => new Date(NOW.getTime() + days * 86_400_000)),
  times: fc.integer({ min: 1, max: 9 }),
  titled: fc.boolean(),
  leading: fc.boolean(),
});
const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 80 });
const filters = fc.record(
  {
    kind: fc.constantFrom(...KINDS),
    orgId: fc.constantFrom('a', 'b'),
    tag: fc.constantFrom('ct', '読影'),
    days: fc.constantFrom(7, 30, 365),
    lang: fc.constantFrom('ja', 'en'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<object>;

describe('facets', () => {
  test('a choice leaves as many as its number said', () => {
    fc.assert(
      fc.property(candidates, filters, (found, chosen) => {
        const facets = facetsOf({ found, more: false }, chosen, NOW);
        for (const [facet, options] of Object.entries(facets)) {
          for (const { value, count } of options) {
            const choice = { ...chosen, [facet]: facet === 'days' ? Number(value) : value };
            expect(found.filter((one) => passes(one, choice, NOW))).toHaveLength(count);
          }
        }
      }),
    );
  });

  test('a choice that leaves nothing can still be taken back', () => {
    const { kind } = facetsOf({ found: [], more: false }, { kind: 'event' }, NOW);
    expect(kind).toEqual([{ value: 'event', count: 0, more: false }]);
  });
});

describe('pages', () => {
  test('one after the other show everything once, in one order', () => {
    fc.assert(
      fc.property(candidates, fc.constantFrom(...ORDERS), (found, order) => {
        const all = ranked(found, order, NOW);
        const seen: string[] = [];
        let after: string | undefined;
        for (;;) {
          const page = behind(ranked(found.toReversed(), order, NOW), after).slice(0, 7);
          if (page.length === 0) break;
          seen.push(...page.map(({ one }) => one.id));
          after = page.at(-1)!.key;
        }
        expect(seen).toEqual(all.map(({ one }) => one.id));
      }),
    );
  });

  test('what was taken away meanwhile does not hold up the next page', () => {
    fc.assert(
      fc.property(candidates, (found) => {
        const all = ranked(found, 'relevance', NOW);
        const gone = all[3];
        fc.pre(gone !== undefined);
        const rest = behind(
          ranked(
            found.filter(({ id }) => id !== gone!.one.id),
            'relevance',
            NOW,
          ),
          gone!.key,
        );
        expect(rest.map(({ one }) => one.id)).toEqual(all.slice(4).map(({ one }) => one.id));
      }),
    );
  });

  test('what is called so comes before what mentions it', () => {
    const base: Candidate = {
      id: uuid(1),
      kind: 'library',
      orgId: null,
      projectId: null,
      langs: [],
      tags: [],
      at: NOW,
      times: 9,
      titled: false,
      leading: false,
    };
    const named = { ...base, id: uuid(2), times: 1, titled: true };
    expect(ranked([base, named], 'relevance', NOW)[0]!.one).toBe(named);
  });
});
