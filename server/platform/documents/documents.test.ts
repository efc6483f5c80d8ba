import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { documentSamples } from '#tests/fixtures/document-samples.ts';
import { ageOn, dayText, daysBetween, eraDayText } from './day.ts';
import { runsOf } from './fonts.ts';
import { createPrinter, DOCUMENT_KINDS, type DocumentKind } from './index.ts';
import { totalYen } from './templates/estimate.ts';
import { texts } from './wording.ts';

const printer = createPrinter();
// The press loads its fonts with the first paper, which takes its time on a busy machine.
beforeAll(() => printed('estimate', 'ja'), 120_000);
afterAll(() => printer.stop());

const frame = {
  number: 'RL-2026-000123',
  issuedOn: '2026-11-27',
  at: new Date('2026-11-27T01:00:00Z'),
};

async function printed(kind: DocumentKind, lang: Lang, change: object = {}) {
  const data = { ...documentSamples(lang)[kind], ...change };
  const paper = await printer.print({ kind, lang, data: data as never, ...frame });
  const pdf = await getDocument({ data: Uint8Array.from(paper.bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let at = 1; at <= pdf.numPages; at++) {
    const { items } = await (await pdf.getPage(at)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  return {
    missing: paper.missing,
    pages,
    text: pages.join(''),
    info: (await pdf.getMetadata()).info as Record<string, string>,
    outline: (await pdf.getOutline()).map(({ title }) => title),
  };
}

describe('a printed paper', () => {
  test.each(DOCUMENT_KINDS.flatMap((kind) => [[kind, 'ja'] as const, [kind, 'en'] as const]))(
    '%s says what it is, in %s',
    async (kind, lang) => {
      const { text, pages, missing, info, outline } = await printed(kind, lang);
      const title = texts[lang][`kind.${kind}`]!;
      expect(text.replaceAll(/\s/g, '')).toContain(title.replaceAll(/\s/g, ''));
      expect(missing).toBe(0);
      expect(info['Title']).toBe(title);
      expect(info['Language']).toBe(lang === 'ja' ? 'ja-JP' : 'en-GB');
      expect(outline.length).toBeGreaterThan(1);
      for (const page of pages) expect(page).toContain(frame.number);
    },
  );

  test('names the patient in its text and nowhere in its metadata', async () => {
    const { text, info } = await printed('referralLetter', 'ja');
    expect(text).toContain('GANBOLD BATBAYAR');
    expect(JSON.stringify(info)).not.toMatch(/GANBOLD|BATBAYAR|大動脈/);
  });

  test('prints names as people write them: old kanji, half-width kana, Mongolian, Vietnamese, Chinese and Korean', async () => {
    const name = '髙𠮷﨑德鷗 ｱｲｳﾊﾞ Өнөр Nguyễn 陈预约 김정은';
    const patient = { ...documentSamples('ja').referralLetter.patient, nativeName: name };
    const { text, missing } = await printed('referralLetter', 'ja', { patient });
    expect(missing).toBe(0);
    expect(text.normalize('NFC').replaceAll(/\s/g, '')).toContain(name.replaceAll(/\s/g, ''));
  });

  test('sets Thai, and Arabic from the right', async () => {
    const nativeName = 'สมชาย ใจดี عبد الله';
    const patient = { ...documentSamples('ja').referralLetter.patient, nativeName };
    expect((await printed('referralLetter', 'ja', { patient })).missing).toBe(0);
    const set = (text: string) => runsOf(text, 'ja', new Set()).map((run) => run.text);
    expect(set('名: عبد الله (A)')).toEqual(['名: ', 'عبد\u00a0الله ', '(A)']);
    const lines = set(Array.from({ length: 20 }, () => 'عبد').join(' '))[0]!.split('\n');
    expect(lines.every((line) => line.length <= 32)).toBe(true);
    expect(lines.join('\u00a0').split('\u00a0')).toHaveLength(20);
  });

  test('marks with 〓 what no face has, counts it, and says so on the paper', async () => {
    const patient = { ...documentSamples('ja').referralLetter.patient, nativeName: 'ᠮᠣ' };
    const { text, missing } = await printed('referralLetter', 'ja', { patient });
    expect(missing).toBe(2);
    expect(text).toContain('〓〓');
    expect(text).toContain('印字できない文字');
  });

  test('of a whole case says on every page that it is confidential, for whom it was printed and when', async () => {
    const long = Array.from({ length: 120 }, (_, at) => `${at} days without a finding.`).join('\n');
    for (const lang of ['ja', 'en'] as const) {
      const { pages } = await printed('caseRecord', lang, { findings: long });
      expect(pages.length).toBeGreaterThan(1);
      for (const page of pages) {
        expect(page).toContain('CONFIDENTIAL');
        expect(page).toContain(lang === 'ja' ? '森 健一（青葉大学病院）' : 'Kenichi Mori');
        expect(page).toMatch(
          lang === 'ja' ? /2026年11月27日.*10:00 JST/ : /27 Nov.* 2026.*10:00 JST/,
        );
      }
    }
  });

  test('refuses data that are not those of its kind', async () => {
    const wrong = {
      kind: 'estimate',
      lang: 'ja',
      data: { lines: 'none' } as never,
      ...frame,
    } as const;
    await expect(printer.print(wrong)).rejects.toThrow('the press failed');
  });
});

describe('the faces', () => {
  test('cut a text without losing a character', () => {
    const missing = new Set<string>();
    const text = '髙橋 Nguyễn Văn 陈\n김';
    expect(
      runsOf(text, 'ja', missing)
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
    expect(missing.size).toBe(0);
  });
  test('set Chinese forms in Chinese papers', () => {
    expect(runsOf('骨', 'zh', new Set())[0]!.face).toBe('NotoSC');
    expect(runsOf('骨', 'ja', new Set())[0]!.face).toBe('PlexJP');
  });
});

describe('an estimate', () => {
  test('adds points at their price to the sums that stand as they are', () => {
    const lines = [
      { text: 'a', points: { low: 100, high: 200 }, low: 0, high: 0 },
      { text: 'b', points: null, low: 50, high: 70 },
    ];
    expect(totalYen({ lines, yenPerPoint: 30 })).toEqual({ low: 3050, high: 6070 });
  });
});

describe('days', () => {
  test.each([
    ['2026-11-27', '2026年（令和8年）11月27日'],
    ['2019-05-01', '2019年（令和元年）5月1日'],
    ['2019-04-30', '2019年（平成31年）4月30日'],
    ['1989-01-07', '1989年（昭和64年）1月7日'],
  ])('of official forms carry the era: %s', (day, text) => expect(eraDayText(day)).toBe(text));
  test('are written as each language has them', () => {
    expect(dayText('2026-11-07', 'en')).toBe('7 November 2026');
    expect(dayText('2026-11-07', 'ko')).toBe('2026년 11월 7일');
  });
  test('count a stay with both its ends, and age by the birthday', () => {
    expect(daysBetween('2027-01-01', '2027-01-03')).toBe(3);
    expect(ageOn('1964-03-02', '2027-03-01')).toBe(62);
    expect(ageOn('1964-03-02', '2027-03-02')).toBe(63);
  });
});

test('the words of all languages have the same keys', () => {
  const keys = Object.keys(texts.en).sort();
  for (const lang of ['ja', 'zh', 'ko'] as const)
    expect(Object.keys(texts[lang]).sort()).toEqual(keys);
});
