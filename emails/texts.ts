import { translate, type Dictionary, type Lang } from '#server/platform/i18n/translate.ts';
import en from './i18n/en.json';
import ja from './i18n/ja.json';
import ko from './i18n/ko.json';
import zh from './i18n/zh.json';
import type { MailContext } from './template.ts';

type Unplural<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;
/** The keys of the English texts; a test holds the other languages to them. */
export type MailKey = Unplural<keyof typeof en>;

export const texts: Record<Lang, Dictionary> = { ja, en, zh, ko };

export function textsOf(lang: Lang): MailContext['t'] {
  return (key, vars) => translate(texts[lang], key, vars, lang);
}
