import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publish } from './small-cells.ts';

const K = 10;
const cells = fc
  .array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
  .map((counts) => counts.map((n, i) => ({ key: `c${i}`, n })));
const sum = (all: readonly { n: number }[]) => all.reduce((total, { n }) => total + n, 0);

describe('what is told of few patients', () => {
  it('is never a number below the threshold, not even one that a total leaves over', () => {
    fc.assert(
      fc.property(cells, (all) => {
        const told = publish(all, K);
        if (!told) return;
        for (const { n } of told.shown) expect(n).toBeGreaterThanOrEqual(K);
        expect(told.rest === 0 || told.rest >= K).toBe(true);
        expect(sum(told.shown) + told.rest).toBe(sum(all));
      }),
    );
  });

  it('is nothing at all where everybody together are few, or a category that stays known is the only large one', () => {
    expect(publish([{ key: 'a', n: 5 }], K)).toBeNull();
    expect(publish([], K)).toBeNull();
    const known = [
      { key: 'accepted', n: 40 },
      { key: 'noTaker', n: 3 },
    ];
    expect(publish(known, K, 'accepted')).toBeNull();
    expect(publish(known, K)).toEqual({ shown: [], rest: 43 });
  });

  it('leaves every category that is few in doubt, for a reader who knows the rule and all that can happen', () => {
    // Every table of five categories with up to six patients each, at a threshold of three.
    const k = 3;
    const values = new Map<string, Set<number>[]>();
    const few = new Map<string, Set<number>>();
    for (let code = 0; code < 7 ** 5; code++) {
      const counts = Array.from({ length: 5 }, (_, i) => Math.floor(code / 7 ** i) % 7);
      const told = publish(
        counts.map((n, i) => ({ key: `c${i}`, n })),
        k,
      );
      const output = JSON.stringify(told);
      const seen = values.get(output) ?? counts.map(() => new Set<number>());
      counts.forEach((n, i) => {
        seen[i]!.add(n);
        if (n > 0 && n < k) few.set(output, (few.get(output) ?? new Set<number>()).add(i));
      });
      values.set(output, seen);
    }
    expect(few.size).toBeGreaterThan(100);
    for (const [output, categories] of few) {
      for (const i of categories) {
        expect(values.get(output)![i]!.size, `${output} of c${i}`).toBeGreaterThan(1);
      }
    }
  });
});
