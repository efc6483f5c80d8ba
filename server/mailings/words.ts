import { label, labelLang } from '#server/platform/i18n/label.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';

export type Labels = Partial<Record<string, string | null>>;
export type Written = { text: string; lang: Lang };

/** A text in the wanted language, else in another there is, with the language it then is in. */
export function written(labels: Labels | null, lang: Lang): Written | null {
  const text = label(labels, lang).trim();
  return text ? { text, lang: labelLang(labels, lang) } : null;
}

type Person = { familyName: string; givenName: string; nameLang: string; latinName: string | null };

const FAMILY_FIRST = ['ja', 'zh', 'ko'];

/** A person's name as a reader of this language can read it. */
export function nameIn({ familyName, givenName, nameLang, latinName }: Person, lang: Lang): string {
  const isReadable = nameLang === lang || nameLang === 'en' || (lang !== 'en' && nameLang !== 'ko');
  if (latinName && !isReadable) return latinName;
  const parts = FAMILY_FIRST.includes(nameLang) ? [familyName, givenName] : [givenName, familyName];
  return parts.filter(Boolean).join(' ');
}
