import { LANG_TAGS, type Lang } from './lang.ts';

const names = new Map<Lang, Intl.DisplayNames>();

/**
 * What a language calls a country (ISO 3166-1) or a region of the world (UN M49). For loaders: browsers carry
 * other names than the server, and a page must say the same on both.
 */
export function countryName(code: string, lang: Lang): string {
  if (!/^([A-Z]{2}|\d{3})$/.test(code)) return code;
  let style = names.get(lang);
  if (!style) {
    style = new Intl.DisplayNames([LANG_TAGS[lang]], { type: 'region', style: 'short' });
    names.set(lang, style);
  }
  return style.of(code) ?? code;
}
