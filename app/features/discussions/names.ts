import type { AuthorView } from '#server/discussions/views.ts';
import { LANG_TAGS, isLang, type Lang } from '#app/i18n/lang.ts';

export type WrittenName = {
  text: string;
  /** The language it is written in, where not the page's. */ lang?: string;
};

const FAMILY_FIRST = new Set(['ja', 'zh', 'ko']);

/**
 * A person's name for a reader: as the person writes it, or in Latin letters where the reader's
 * language is written in them and the name is not.
 */
export function nameFor(person: AuthorView, lang: Lang): WrittenName {
  const { familyName, givenName, nameLang, latinName } = person;
  if (lang === 'en' && latinName && nameLang !== 'en') return { text: latinName };
  const parts = FAMILY_FIRST.has(nameLang) ? [familyName, givenName] : [givenName, familyName];
  const text = parts.filter(Boolean).join(' ');
  return nameLang === lang
    ? { text }
    : { text, lang: isLang(nameLang) ? LANG_TAGS[nameLang] : nameLang };
}
