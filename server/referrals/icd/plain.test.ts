import { expect, test } from 'vitest';
import { holdsCode, icdCode } from './plain.ts';

test.each([
  ['I35.0', 'I35.0'],
  ['i350', 'I35.0'],
  ['Ｉ３５．０', 'I35.0'],
  [' C50 ', 'C50'],
  ['C50.', 'C50'],
  ['S72.00', 'S72.00'],
  ['I3', null],
  ['I30-I52', null],
  ['heart', null],
  ['', null],
])('a code is kept in one way, however it is written: %s', (written, kept) => {
  expect(icdCode(written)).toBe(kept);
});

test('a block holds the codes from its first to its last category', () => {
  expect(holdsCode('I30-I52', 'I30')).toBe(true);
  expect(holdsCode('I30-I52', 'I52.9')).toBe(true);
  expect(holdsCode('I30-I52', 'I53')).toBe(false);
  expect(holdsCode('C50-C50', 'C50.4')).toBe(true);
  expect(holdsCode('IX', 'I35')).toBe(false);
});
