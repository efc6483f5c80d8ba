import type { Language } from '#server/platform/access/actor.ts';

/**
 * The language that a name is written in, by its script, so that it is set in the right type: kana and
 * hangul say so themselves, Chinese characters are those of the reader's language, or Japanese.
 */
export function nameLangOf(name: string, lang: Language): Language {
  if (/\p{Script=Hangul}/u.test(name)) return 'ko';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) return 'ja';
  if (/\p{Script=Han}/u.test(name)) return lang === 'zh' || lang === 'ko' ? lang : 'ja';
  return 'en';
}
