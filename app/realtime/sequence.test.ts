import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { take } from './sequence.ts';

const events = (...seqs: number[]) => seqs.map((seq) => ({ seq }));

describe('taking events in order', () => {
  it('takes the next, drops the known, and stops before a hole', () => {
    expect(take(3, events(2, 3, 4, 5))).toEqual({ last: 5, apply: events(4, 5), gap: false });
    expect(take(3, events(4, 6))).toEqual({ last: 4, apply: events(4), gap: true });
    expect(take(3, [])).toEqual({ last: 3, apply: [], gap: false });
  });

  it('whatever comes in whatever order, what is applied is a run without hole or double', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 30 }))), (batches) => {
        const applied: number[] = [];
        let last = 0;
        for (const batch of batches) {
          const taken = take(last, events(...batch));
          applied.push(...taken.apply.map((event) => event.seq));
          last = taken.last;
        }
        expect(applied).toEqual(applied.map((_, i) => i + 1));
        expect(last).toBe(applied.length);
      }),
    );
  });
});
