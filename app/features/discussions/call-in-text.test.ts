import { expect, it } from 'vitest';
import { callingAt, labelFor, stillIn, withCall } from './call-in-text.ts';

const HAYASHI = { kind: 'person', id: 'a', label: '@林 直子' } as const;

it.each([
  ['@', { from: 0, to: 1, q: '' }],
  ['お願いします@林', { from: 6, to: 8, q: '林' }],
  ['（＠林', { from: 1, to: 3, q: '林' }],
  ['to @Naoko H', { from: 3, to: 11, q: 'Naoko H' }],
  ['name@example', null],
  ['@林 直子 さん、@', { from: 9, to: 10, q: '' }],
  ['@林、', null],
  ['@one two three', null],
])('in %j the caret at the end is in the call %j', (text, calling) => {
  expect(callingAt(text, text.length)).toEqual(calling);
});

it('a chosen name stands where it was being written, with room to go on', () => {
  const text = 'まず @はや に伺います';
  const calling = callingAt(text, 6)!;
  expect(withCall(text, calling, '@林 直子')).toEqual({
    text: 'まず @林 直子 に伺います',
    caret: 9,
  });
  expect(withCall('@', callingAt('@', 1)!, '@林 直子').text).toBe('@林 直子 ');
});

it('a second person of the same name is told apart', () => {
  expect(labelFor('林 直子', '青葉', 'a', [HAYASHI])).toBe('@林 直子');
  expect(labelFor('林 直子', '汐見', 'b', [HAYASHI])).toBe('@林 直子（汐見）');
});

it('what was deleted from the text calls nobody', () => {
  expect(stillIn('@林 直子 さん', [HAYASHI])).toEqual([HAYASHI]);
  expect(stillIn('@林 直 さん', [HAYASHI])).toEqual([]);
});
