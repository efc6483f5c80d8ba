import { describe, expect, it } from 'vitest';
import { plainly, withoutDirection } from './direction.ts';

describe('what turns the direction of other texts', () => {
  it('is taken out of every text that is sent, however deep it lies, and nothing else is', () => {
    expect(
      plainly({ title: 'exe\u202efdp', names: [{ ja: '\u2067佐藤\u2069', n: 1, none: null }] }),
    ).toEqual({ title: 'exefdp', names: [{ ja: '佐藤', n: 1, none: null }] });
    const at = new Date();
    expect(plainly({ at })).toEqual({ at });
    expect(plainly(undefined)).toBeUndefined();
  });

  it('leaves Arabic and Hebrew with their marks, and families of emoji', () => {
    for (const text of ['مستشفى\u200f 1', 'א\u200e', 'ـ\u061c', '👩\u200d⚕️', 'a\tb\n']) {
      expect(withoutDirection(text)).toBe(text);
    }
  });

  it('and half a character is replaced by the sign for one', () => {
    expect(plainly({ title: 'a\ud83d', list: ['\ude00b', '😀'] })).toEqual({
      title: 'a\ufffd',
      list: ['\ufffdb', '😀'],
    });
  });

  it('refuses what is nested deeper than anything that is meant, without running out of stack', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(() => plainly(deep)).toThrow('INVALID_INPUT');
  });
});
