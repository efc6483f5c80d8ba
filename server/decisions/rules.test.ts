import { describe, expect, test } from 'vitest';
import { deadlineFault, showsResults, takesAnswer } from './rules.ts';

const NOW = new Date('2026-11-22T00:00:00Z');
const after = (ms: number) => new Date(NOW.getTime() + ms);

test('a deadline lies ahead, and within three months', () => {
  expect(deadlineFault(NOW, NOW)).toBe('notFuture');
  expect(deadlineFault(after(-1), NOW)).toBe('notFuture');
  expect(deadlineFault(after(1), NOW)).toBeNull();
  expect(deadlineFault(after(92 * 86_400_000), NOW)).toBeNull();
  expect(deadlineFault(after(92 * 86_400_000 + 1), NOW)).toBe('tooFar');
});

describe('an answer', () => {
  test('of a kind with fixed answers is one of them, and marks nothing', () => {
    expect(takesAnswer('proposal', [], { choice: 'abstain', marks: {} })).toBe(true);
    expect(takesAnswer('consent', [], { choice: 'abstain', marks: {} })).toBe(false);
    expect(takesAnswer('count', [], { choice: null, marks: {} })).toBe(false);
    expect(takesAnswer('proposal', [], { choice: 'agree', marks: { x: 1 } })).toBe(false);
  });
  test('of the others marks every option, within its scale, and nothing else', () => {
    const options = ['a', 'b'];
    expect(takesAnswer('score', options, { choice: null, marks: { a: 5, b: 0 } })).toBe(true);
    expect(takesAnswer('score', options, { choice: null, marks: { a: 6, b: 0 } })).toBe(false);
    expect(takesAnswer('date', options, { choice: null, marks: { a: 2, b: 3 } })).toBe(false);
    expect(takesAnswer('date', options, { choice: null, marks: { a: 2 } })).toBe(false);
    expect(takesAnswer('date', options, { choice: null, marks: { a: 2, c: 1 } })).toBe(false);
    expect(takesAnswer('score', options, { choice: 'agree', marks: { a: 1, b: 1 } })).toBe(false);
  });
});

test.each([
  ['shown', true, false, true],
  ['untilVote', true, false, false],
  ['untilVote', true, true, true],
  ['untilClosed', true, true, false],
  ['untilClosed', false, false, true],
] as const)('results %s, open %s, voted %s: %s', (results, open, voted, shown) => {
  expect(showsResults({ results, open }, voted)).toBe(shown);
});
