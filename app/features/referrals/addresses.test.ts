import { expect, test } from 'vitest';
import { casePath, displayCode, storedCode } from './addresses.ts';

test.each(['K7QF-2M9X-3', 'k7qf2m9x3', ' K7QF 2M9X 3 ', 'K7QF2M9X-3', 'Ｋ７ＱＦ－２Ｍ９Ｘ－３'])(
  'the code %j is read as it is stored',
  (typed) => {
    expect(storedCode(typed)).toBe('K7QF2M9X-3');
  },
);

test('a code is shown in groups, and stands in an address whatever its check character', () => {
  expect(displayCode('K7QF2M9X-3')).toBe('K7QF-2M9X-3');
  expect(casePath('K7QF2M9X-*')).toBe('/referrals/K7QF2M9X-%2A');
});
