import { expect, it } from 'vitest';
import { BEAT_EVERY_S, HERE_S, stepOf } from './steps.ts';

it.each([
  [-3, 0],
  [0, 0],
  [HERE_S, 0],
  [HERE_S + 1, 5],
  [600, 5],
  [601, 20],
  [3000, 60],
  [20_000, 240],
  [43_201, null],
])('%i seconds ago is said as %s', (age, step) => {
  expect(stepOf(age)).toBe(step);
});

it('one lost beat makes nobody leave, and whoever left is gone within a minute', () => {
  expect(HERE_S).toBeGreaterThan(2 * BEAT_EVERY_S);
  expect(HERE_S).toBeLessThan(60);
});
