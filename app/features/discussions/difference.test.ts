import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differenceOf } from './difference.ts';

const marked = (before: string, after: string) =>
  differenceOf(before, after)
    .map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `[+${text}]`,
    )
    .join('');

it('shows what an edit took out and put in, in scripts with and without spaces', () => {
  expect(marked('the third edition applies', 'the fourth edition applies')).toBe(
    'the [-third][+fourth] edition applies',
  );
  expect(marked('輪郭と肺葉は必須', '輪郭と区域は必須')).toBe('輪郭と[-肺葉][+区域]は必須');
  expect(marked('同じ', '同じ')).toBe('同じ');
  expect(marked('', 'new')).toBe('[+new]');
});

it('both versions can be read from it, whatever they are', () => {
  const text = fc
    .array(fc.constantFrom('あ', '漢字', ' ', 'word', '\n', '👩‍⚕️', 'e\u0301\u0302', '\u202eא'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = differenceOf(before, after);
      const of = (kind: string) =>
        pieces
          .filter((one) => one.kind !== kind)
          .map((one) => one.text)
          .join('');
      expect(of('new')).toBe(before);
      expect(of('gone')).toBe(after);
    }),
  );
});

it('two long texts with nothing in common are told apart at once', () => {
  const began = performance.now();
  const pieces = differenceOf('い '.repeat(4000), 'ろ '.repeat(4000));
  expect(performance.now() - began).toBeLessThan(2000);
  expect(pieces.filter((one) => one.kind !== 'same').length).toBeGreaterThan(1);
});
