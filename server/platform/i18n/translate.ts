/** The languages of the forum, in the order they are offered. */
export const languages = ['ja', 'en', 'zh', 'ko'] as const;
export type Lang = (typeof languages)[number];

/** Flat keys to texts; a text that counts has `key_one` and `key_other` (Intl.PluralRules). */
export type Dictionary = Readonly<Record<string, string>>;
export type Vars = Readonly<Record<string, string | number>>;

const pluralRules = new Map<string, Intl.PluralRules>();

/**
 * The text of a key with its `{name}` places filled. With a numeric `count` among the variables,
 * the plural form of the language is taken where the dictionary has one. A missing key answers
 * itself, so that it is seen on the page and found by the tests.
 */
export function translate(
  dictionary: Dictionary,
  key: string,
  vars: Vars = {},
  lang: string = 'en',
): string {
  const text = pluralText(dictionary, key, vars.count, lang) ?? dictionary[key] ?? key;
  return text.includes('{') ? fill(text, vars) : text;
}

function pluralText(
  dictionary: Dictionary,
  key: string,
  count: string | number | undefined,
  lang: string,
): string | undefined {
  if (typeof count !== 'number') return undefined;
  let rules = pluralRules.get(lang);
  if (!rules) pluralRules.set(lang, (rules = new Intl.PluralRules(lang)));
  return dictionary[`${key}_${rules.select(count)}`] ?? dictionary[`${key}_other`];
}

function fill(text: string, vars: Vars): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(vars, name) ? isolated(String(vars[name])) : place,
  );
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
/** First strong isolate and its end: what stands beside a name written from the right keeps its place. */
const [FSI, PDI] = ['\u2068', '\u2069'];

function isolated(value: string): string {
  return RIGHT_TO_LEFT.test(value) ? `${FSI}${value}${PDI}` : value;
}
