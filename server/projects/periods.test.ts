import { expect, test } from 'vitest';
import { attainment, milestoneState, periodsOf, quartersAround } from './periods.ts';

test('a fiscal year begins in April; January belongs to the year before', () => {
  expect(periodsOf('2026-03-31')).toEqual({ year: '2025', quarter: '2025-Q4' });
  expect(periodsOf('2026-04-01')).toEqual({ year: '2026', quarter: '2026-Q1' });
  expect(periodsOf('2026-11-22')).toEqual({ year: '2026', quarter: '2026-Q3' });
  expect(periodsOf('2027-01-01')).toEqual({ year: '2026', quarter: '2026-Q4' });
});

test('quarters run on over the end of a year', () => {
  expect(quartersAround('2026-11-22', 2, 2)).toEqual([
    '2026-Q1',
    '2026-Q2',
    '2026-Q3',
    '2026-Q4',
    '2027-Q1',
  ]);
});

test('where less is better, a plan of 10 days reached in 5 is twice the plan', () => {
  expect(attainment(10, 5, true)).toBe(0.5);
  expect(attainment(10, 5, false)).toBe(2);
  expect(attainment(0, 5, true)).toBeNull();
  expect(attainment(null, 5, true)).toBeNull();
});

test('a step is late from the day after its day, and nothing once it is done', () => {
  const step = { plannedOn: '2026-11-22', doneOn: null };
  expect(milestoneState(step, '2026-11-22')).toBe('soon');
  expect(milestoneState(step, '2026-11-23')).toBe('late');
  expect(milestoneState(step, '2026-10-01')).toBe('ahead');
  expect(milestoneState({ ...step, doneOn: '2026-12-01' }, '2026-12-02')).toBe('done');
});
