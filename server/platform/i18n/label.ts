import { languages, type Lang } from './translate.ts';

/** A name kept in several languages, as the vocabularies of the database are. */
export type Label = Partial<Record<Lang, string | null | undefined>>;

/** The language in which a reader of `lang` gets a name: their own, else English, else Japanese, else any. */
export function labelLang(text: Label | null | undefined, lang: Lang): Lang {
  return ([lang, 'en', 'ja', ...languages] as const).find((choice) => text?.[choice]) ?? lang;
}

/** A name in a reader's language, else in another there is; empty where there is none. */
export function label(text: Label | null | undefined, lang: Lang): string {
  return text?.[labelLang(text, lang)] ?? '';
}
