import { languages, type Lang } from '#server/platform/i18n/translate.ts';

export type { Lang };
export const LANGS = languages;

/** What each language calls itself. */
export const LANG_NAMES: Record<Lang, string> = {
  ja: '日本語',
  en: 'English',
  zh: '简体中文',
  ko: '한국어',
};

/** The BCP 47 tag for `lang` attributes. */
export const LANG_TAGS: Record<Lang, string> = { ja: 'ja', en: 'en', zh: 'zh-Hans', ko: 'ko' };

export function isLang(value: unknown): value is Lang {
  return LANGS.includes(value as Lang);
}
