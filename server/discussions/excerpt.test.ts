import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

test('an excerpt is the text without its marks, on one line', () => {
  expect(excerptOf('## Plan\n\n- **first** [link](https://a.example) and `code`\n> quoted')).toBe(
    'Plan first link and code quoted',
  );
  expect(excerptOf('an *italic* word, 2 * 3 and snake_case')).toBe(
    'an italic word, 2 * 3 and snake_case',
  );
});

test('a long text is cut between words, and between characters where there are none', () => {
  const words = excerptOf('word '.repeat(100));
  expect(words.endsWith('word…')).toBe(true);
  expect(words.length).toBeLessThanOrEqual(181);
  const kanji = excerptOf('𠮷'.repeat(400));
  expect([...kanji]).toHaveLength(91);
  expect(kanji).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
});

test('a long text is not cut within an emoji', () => {
  const body = (before: string) => excerptOf(before + '👨‍👩‍👧‍👦'.repeat(60));
  for (let n = 0; n < 11; n += 1) {
    expect(body('a'.repeat(n)).slice(n, -1).split('👨‍👩‍👧‍👦').join('')).toBe('');
  }
});
