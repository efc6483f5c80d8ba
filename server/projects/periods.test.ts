import { expect, test } from 'vitest';
import {
  attainment,
  daysOf,
  milestoneState,
  periodsOf,
  quartersAround,
  yearOf,
} from './periods.ts';

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

const QUARTERS = [
  { period: '2026-Q1', plan: 60, actual: 48 },
  { period: '2026-Q2', plan: 200, actual: 212 },
  { period: '2026-Q3', plan: 240, actual: 130 },
  { period: '2026-Q4', plan: 300, actual: null },
  { period: '2025-Q4', plan: 900, actual: 900 },
];

test('a year of a figure that adds up is measured against the quarters that were recorded', () => {
  expect(yearOf(QUARTERS, 2026, 'sum', true, '2026-Q3')).toEqual({
    plan: 800,
    toDate: 500,
    actual: 390,
    share: 0.78,
    trend: 'up',
  });
});

test('a rate is what it was at last, and its running quarter counts', () => {
  expect(yearOf(QUARTERS, 2026, 'last', true, '2026-Q3')).toMatchObject({
    plan: 300,
    toDate: 240,
    actual: 130,
    trend: 'down',
  });
});

test('what was recorded for the whole year stands over its quarters', () => {
  const whole = { period: '2026', plan: 1000, actual: null };
  expect(yearOf([...QUARTERS, whole], 2026, 'sum', true, '2026-Q3')).toMatchObject({
    plan: 1000,
    toDate: 500,
    actual: 390,
  });
  expect(
    yearOf([...QUARTERS, { ...whole, actual: 500 }], 2026, 'sum', true, '2026-Q3'),
  ).toMatchObject({ toDate: 1000, actual: 500, share: 0.5 });
});

test('a year without figures says nothing', () => {
  expect(yearOf([], 2026, 'sum', true, '2026-Q3')).toEqual({
    plan: null,
    toDate: null,
    actual: null,
    share: null,
    trend: null,
  });
});

test('a fiscal year runs from the first of April to the day before the next', () => {
  expect(daysOf(2026)).toEqual({ from: '2026-04-01', to: '2027-04-01' });
});
