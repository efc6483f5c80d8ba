import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOff } from './back-off.ts';

it('waits between 0.2 and 5 seconds, longer with each failure, and never all at once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempt, random) => {
        const ms = backOff(attempt, random);
        expect(ms).toBeGreaterThanOrEqual(200);
        expect(ms).toBeLessThanOrEqual(5000);
        expect(backOff(attempt + 1, random)).toBeGreaterThanOrEqual(ms);
      },
    ),
  );
  expect(backOff(9, 0)).toBe(2500);
  expect(backOff(9, 1)).toBe(5000);
});
