import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGS, type Lang } from './lang.ts';

/** Words that are the same everywhere: names, marks of standards, file names, addresses. */
const SAME_EVERYWHERE =
  /^((MEJ|Forum|JST|PDF|CSV|ICS|API|URL|JIH|AMTAC|DICOM|FHIR|QR|ISO ?\d*|ICD-10|[\w.-]+\.(txt|csv|ics|pdf)|https?:\S+|\S+@\S+)\s?)+$/;
const LETTERS = /\p{Letter}/u;
const OTHERS = LANGS.filter((lang) => lang !== 'en');

const namespaces = readdirSync(new URL('./en', import.meta.url)).map((file) =>
  file.replace('.json', ''),
);

test('each language has the same files', () => {
  for (const lang of LANGS) {
    const files = readdirSync(new URL(`./${lang}`, import.meta.url)).sort();
    expect(files, lang).toEqual(namespaces.map((namespace) => `${namespace}.json`).sort());
  }
});

describe.each(namespaces)('%s', (namespace) => {
  const english = read('en', namespace);

  test.each(OTHERS)('has the same keys in %s', (lang) => {
    expect(stems(read(lang, namespace))).toEqual(stems(english));
  });

  test.each(LANGS)('has the plural forms that %s needs', (lang) => {
    const words = read(lang, namespace);
    for (const key of Object.keys(words).filter((key) => /_(one|other)$/.test(key))) {
      const stem = key.replace(/_(one|other)$/, '');
      for (const form of new Intl.PluralRules(lang).resolvedOptions().pluralCategories) {
        expect(words, `${lang} ${stem}`).toHaveProperty([`${stem}_${form}`]);
      }
    }
  });

  test.each(OTHERS)('names the same places in %s', (lang) => {
    const words = read(lang, namespace);
    for (const [key, text] of Object.entries(words)) {
      const model = english[key] ?? english[key.replace(/_\w+$/, '_other')] ?? '';
      expect(places(text, key), `${lang} ${key}`).toEqual(places(model, key));
    }
  });

  test.each(LANGS)('leaves nothing empty in %s', (lang) => {
    for (const [key, text] of Object.entries(read(lang, namespace))) {
      expect(text.trim(), `${lang} ${key}`).not.toBe('');
    }
  });

  test.each(['ja', 'zh', 'ko'] as const)('is translated in %s', (lang) => {
    const words = read(lang, namespace);
    const left = Object.keys(english).filter(
      (key) =>
        words[key] === english[key] &&
        LETTERS.test(english[key]!.replace(/\{\w+\}/g, '')) &&
        !SAME_EVERYWHERE.test(english[key]!),
    );
    expect(left).toEqual([]);
  });
});

function read(lang: Lang, namespace: string): Record<string, string> {
  const file = new URL(`./${lang}/${namespace}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

// English counts in two forms, the others in one: compared by the word before the form.
function stems(words: Record<string, string>): string[] {
  return [...new Set(Object.keys(words).map((key) => key.replace(/_(one|other)$/, '')))].sort();
}

// A form for one may leave its number out: "one seat".
function places(text: string, key: string): string[] {
  const names = new Set<string>(text.match(/\{\w+\}/g));
  if (/_(one|other)$/.test(key)) names.delete('{count}');
  return [...names].sort();
}
