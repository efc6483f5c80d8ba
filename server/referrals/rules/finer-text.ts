/** What in a text says more of the patient than the coded facts that stand beside it. */
export type FinerTrace = 'age' | 'country';

const AGES = [
  /(?<!\d)\d{1,3}\s?(歳|才|岁|세|代|[か箇ヶカヵ]月児|か月齢|개월)/u,
  /[一二三四五六七八九十〇百]+\s?(歳|才|岁)/u,
  /生後\s?\d|\d\s?年\s?(生まれ|出生)/u,
  /(?<!\d)\d{1,3}[\s-]?(years?|yrs?|months?)[\s-]old\b|\baged?\s\d{1,3}\b/iu,
  /(?<!\d)\d{1,3}\s?y\/?o\b|\bborn\s(in|on)\b|\bin\s(his|her|their)\s(teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b/iu,
];

/** What people call a country besides its name in the lists (CLDR). */
const ALSO_CALLED: Record<string, readonly string[]> = {
  AE: ['UAE', 'Emirati', 'ドバイ', 'Dubai'],
  BR: ['Brasil'],
  CN: ['中華人民共和国', '中华人民共和国'],
  GB: ['UK', 'British', 'Britain', 'England', '英国', 'イギリス', '영국'],
  HK: ['Hong Kong', '香港', '홍콩'],
  KR: ['Korea', '韓国', '韩国', '한국'],
  LA: ['Laotian', 'ラオス', '老挝', '라오스'],
  MM: ['Myanmar', 'Burma', 'Burmese', 'ミャンマー', '缅甸', '미얀마'],
  PH: ['Filipino', 'Filipina'],
  TH: ['Thai'],
  TR: ['Turkey', 'Turkish'],
  TW: ['台湾', '台灣', '臺灣'],
  US: ['USA', 'America', '米国', 'アメリカ', '美国', '미국'],
};

const LANGUAGES = ['ja', 'en', 'zh-Hans', 'ko'];
const names = LANGUAGES.flatMap((lang) =>
  (['long', 'short'] as const).map(
    (style) => new Intl.DisplayNames([lang], { type: 'region', style }),
  ),
);

/** What a country may be called in a text. */
export function namesOf(country: string): string[] {
  const listed = names.map((each) => each.of(country) ?? country);
  const bare = listed.map((name) => name.replace(/\s*[(（].*$/u, ''));
  return [...new Set([...listed, ...bare, ...(ALSO_CALLED[country] ?? [])])];
}

/**
 * Looks for an age, which is finer than any band, and for the name of a country that hospitals
 * are not told (ISO 3166-1; empty where they are), in the four languages. Words made from the name are
 * found where they begin with it: Mongolian. Cities and regions are not known here.
 */
export function finerIn(text: string, country: string): FinerTrace[] {
  const plain = text.normalize('NFKC');
  const aged = AGES.some((each) => each.test(plain));
  const named = country !== '' && namesOf(country).some((name) => holdsName(plain, name));
  return [...(aged ? (['age'] as const) : []), ...(named ? (['country'] as const) : [])];
}

function holdsName(text: string, name: string): boolean {
  if (!/^\p{Script=Latin}/u.test(name)) return text.includes(name);
  // An abbreviation is a word of its own: the US is no part of usage.
  if (/^\p{Lu}{2,3}$/u.test(name)) return new RegExp(`\\b${name}\\b`, 'u').test(text);
  // At the beginning of a word: Oman is no part of a woman.
  const literal = name.replace(/[^\p{L}\p{N} ]/gu, '\\$&');
  return new RegExp(`(?<!\\p{L})${literal}`, 'iu').test(text);
}
