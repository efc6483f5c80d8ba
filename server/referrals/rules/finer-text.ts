/** What in a text says more of the patient than the coded facts that stand beside it. */
export type FinerTrace = 'age' | 'country';

const AGE =
  /(?<!\d)\d{1,3}\s?(歳|才|岁|세)|(?<!\d)\d{1,3}[\s-]?(years?|yrs?)[\s-]old\b|\baged?\s\d{1,3}\b/iu;

const LANGUAGES = ['ja', 'en', 'zh-Hans', 'ko'];
const names = LANGUAGES.map((lang) => new Intl.DisplayNames([lang], { type: 'region' }));

/**
 * Looks for an age in years, which is finer than any band, and for the name of a country that hospitals
 * are not told (ISO 3166-1; empty where they are), in the four languages. Words made from the name are
 * found where they begin with it: Mongolian, but not Thai.
 */
export function finerIn(text: string, country: string): FinerTrace[] {
  const plain = text.normalize('NFKC');
  const named =
    country !== '' && names.some((each) => holdsName(plain, each.of(country) ?? country));
  return [...(AGE.test(plain) ? (['age'] as const) : []), ...(named ? (['country'] as const) : [])];
}

function holdsName(text: string, name: string): boolean {
  if (!/^\p{Script=Latin}/u.test(name)) return text.includes(name);
  // At the beginning of a word: Oman is no part of a woman.
  const literal = name.replace(/[^\p{L}\p{N} ]/gu, '\\$&');
  return new RegExp(`(?<!\\p{L})${literal}`, 'iu').test(text);
}
