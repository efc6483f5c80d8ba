import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testRing } from '#tests/fixtures/key-ring.ts';
import { blindIndex, normalise } from './blind-index.ts';

const ring = testRing();

describe('a blind index', () => {
  test('is equal for the same value in other writing habits', () => {
    const index = blindIndex(ring, 'phone', '090-1234-5678');
    for (const same of [
      '09012345678',
      '０９０ー１２３４ー５６７８',
      '090 1234 5678',
      '090−1234–5678',
    ]) {
      expect(blindIndex(ring, 'phone', same)).toEqual(index);
    }
    expect(blindIndex(ring, 'passport', 'tk1234567')).toEqual(
      blindIndex(ring, 'passport', 'ＴＫ 1234567'),
    );
  });

  test('differs by value, field and ring, and is 16 bytes', () => {
    const index = blindIndex(ring, 'phone', '09012345678');
    expect(index).toHaveLength(16);
    expect(blindIndex(ring, 'phone', '09012345679')).not.toEqual(index);
    expect(blindIndex(ring, 'passport', '09012345678')).not.toEqual(index);
    expect(blindIndex(testRing(), 'phone', '09012345678')).not.toEqual(index);
  });

  test('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
      { numRuns: 500 },
    );
  });
});
