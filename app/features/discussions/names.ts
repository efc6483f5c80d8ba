import type { AuthorView } from '#server/discussions/views.ts';
import { LANG_TAGS, isLang, type Lang } from '#app/i18n/lang.ts';

export type WrittenName = {
  text: string;
  /** The language it is written in, where not the page's. */ lang?: string;
};

const FAMILY_FIRST = new Set(['ja', 'zh', 'ko']);
/** Whose names a reader of a language reads as they are written. */
const READABLE: Record<Lang, readonly string[]> = {
  ja: ['ja', 'zh', 'en'],
  zh: ['zh', 'ja', 'en'],
  ko: ['ko', 'en'],
  en: ['en'],
};

/** A person's name for a reader: as the person writes it where that is readable, else in Latin letters. */
export function nameFor(person: AuthorView, lang: Lang): WrittenName {
  const { familyName, givenName, nameLang, latinName } = person;
  if (latinName && !READABLE[lang].includes(nameLang)) {
    return lang === 'en' ? { text: latinName } : { text: latinName, lang: 'en' };
  }
  const parts = FAMILY_FIRST.has(nameLang) ? [familyName, givenName] : [givenName, familyName];
  const text = parts.filter(Boolean).join(' ');
  return nameLang === lang
    ? { text }
    : { text, lang: isLang(nameLang) ? LANG_TAGS[nameLang] : nameLang };
}
