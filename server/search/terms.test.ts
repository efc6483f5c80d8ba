import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from './fold.ts';
import { hasAny, marked, snippet } from './highlight.ts';
import { plain } from './plain.ts';
import { lookUp, MOST_TERMS, termsOf } from './terms.ts';

const written = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join('');
const hits = (pieces: { text: string; hit?: true }[]) =>
  pieces.filter(({ hit }) => hit).map(({ text }) => text);
const termFor = (q: string) => lookUp(fold(q).text)!.text;
const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });
const likelyText = fc
  .array(
    fc.constantFrom(
      '医療',
      'ガイド',
      'ｶﾞ',
      '（案）',
      'MEJ',
      ' ',
      'é',
      '① ',
      '한국',
      '齋藤',
      '\n',
      '𠮷',
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

describe('folding', () => {
  test.each([
    ['ＭＥＪの会議（2026年）', ' mej の会議 2026 年 '],
    ['ｶﾞｲﾄﾞﾗｲﾝ', ' がいどらいん '],
    ['ガイドライン', ' がいどらいん '],
    ['Café Zürich Łódź', ' cafe zurich lodz '],
    ['髙橋・齋藤', ' 高橋 斎藤 '],
    ['①㍿', ' 1 株式会社 '],
    ['データヾ', ' でーたゞ '],
    ['한국어'.normalize('NFD'), ' 한국어 '],
  ])('%s', (text, folded) => {
    expect(fold(text).text).toBe(folded);
  });

  test('each folded character knows where it comes from', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, likelyText), (text) => {
        const { text: folded, from, to } = fold(text);
        expect(from).toHaveLength(folded.length);
        expect(to).toHaveLength(folded.length);
        from.forEach((at, i) => {
          expect(at).toBeLessThanOrEqual(to[i]!);
          expect(to[i]!).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(at).toBeGreaterThanOrEqual(from[i - 1]!);
        });
      }),
    );
  });

  test('folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, likelyText), (text) => {
        expect(fold(fold(text).text).text).toBe(fold(text).text);
      }),
    );
  });
});

describe('what is asked', () => {
  test('words are parted by spaces of any width, and quotes keep them together', () => {
    expect(termsOf('肺　CT "second opinion" 「医療 機器」')).toEqual([
      '肺',
      'CT',
      'second opinion',
      '医療 機器',
    ]);
  });

  test('a question without end has an end', () => {
    expect(termsOf('a b c d e f g h i j k')).toHaveLength(MOST_TERMS);
    expect(termsOf('あ'.repeat(200))[0]).toHaveLength(60);
    expect(lookUp(fold('あいうえお'.repeat(12)).text)!.grams.length).toBeLessThanOrEqual(12);
  });

  test('signs alone ask for nothing', () => {
    expect(lookUp(fold("%_'; --").text)).toBeNull();
  });

  test.each([
    ['肺', ['肺'], true],
    ['肺癌', ['肺癌'], true],
    ['肺がん', ['肺が', 'がん'], false],
    ['hosp', ['hosp'], true],
    ['extraordinarily', ['extraordin'], false],
    ['x', ['x'], false],
    ['MEJの会', ['mej', 'の会'], false],
  ])('%s is looked up as %j', (q, grams, exact) => {
    expect(lookUp(fold(q).text)).toMatchObject({ grams, exact });
  });

  test('a word of letters is found at the beginning of words only', () => {
    expect(hasAny('The hospital', [termFor('hosp')])).toBe(true);
    expect(hasAny('The hospital', [termFor('pital')])).toBe(false);
    expect(hasAny('MEJの病院', [termFor('病院')])).toBe(true);
    expect(hasAny('vitamin C', [termFor('vitamin c')])).toBe(true);
    expect(hasAny('vitamin cream', [termFor('vitamin c')])).toBe(false);
  });
});

describe('highlights', () => {
  test('mark the text as written, whatever its width, case or kana', () => {
    expect(hits(marked('新しいｶﾞｲﾄﾞﾗｲﾝの案', [termFor('がいど')]))).toEqual(['ｶﾞｲﾄﾞ']);
    expect(hits(marked('ＭＥＪ Forum', [termFor('mej forum')]))).toEqual(['ＭＥＪ Forum']);
    expect(hits(marked('Le café', [termFor('CAFE')]))).toEqual(['café']);
  });

  test('overlapping findings are one', () => {
    expect(hits(marked('医療機器', [termFor('医療'), termFor('療機')]))).toEqual(['医療機']);
  });

  test('never change the text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, likelyText), fc.oneof(anyText, likelyText), (text, q) => {
        const term = lookUp(fold(q).text);
        const pieces = marked(text, term ? [term.text] : []);
        expect(written(pieces)).toBe(text);
      }),
    );
  });

  test('a part of a text is marked wherever the text was cut', () => {
    fc.assert(
      fc.property(likelyText, likelyText, (before, after) => {
        const text = `${before} 目印 ${after}`;
        expect(hits(snippet(text, ['目印']))).toContain('目印');
      }),
    );
  });

  test('a long text is cut around what was found', () => {
    const text = `${'前置き。'.repeat(200)}ここに目印があります。${'後書き。'.repeat(200)}`;
    const shown = written(snippet(text, [termFor('目印')]));
    expect(shown).toContain('目印');
    expect(shown.length).toBeLessThan(120);
    expect(shown.startsWith('…') && shown.endsWith('…')).toBe(true);
  });

  test('what Markdown marks up is taken off', () => {
    const post =
      '> **第2版**を[ここ](https://example.org/a)から\n\n- 期限：`11月`\n1. 次\n| a | b |\n|---|---|';
    const words = plain(post);
    expect(words).toContain('第2版を');
    expect(words).toContain('ここから');
    expect(words).not.toMatch(/[*[\]`>|]|https|---/);
  });

  test('markup stays text', () => {
    const pieces = snippet('<img src=x onerror=alert(1)> 目印', ['目印']);
    expect(written(pieces)).toBe('<img src=x onerror=alert(1)> 目印');
  });
});
