import { LANG_TAGS, LANGS, type Lang } from './lang.ts';

/** A name kept in several languages, as the vocabularies of the database are. */
export type Label = Partial<Record<Lang, string | null>>;

/** The label in the wanted language, else English, else Japanese, else whatever there is. */
export function label(text: Label | null | undefined, lang: Lang): string {
  if (!text) return '';
  for (const choice of [lang, 'en', 'ja', ...LANGS] as const) {
    const value = text[choice];
    if (value) return value;
  }
  return '';
}

/** The language in which `label` answered, to mark a text that is not in the page's own. */
export function labelLang(text: Label | null | undefined, lang: Lang): Lang {
  return ([lang, 'en', 'ja', ...LANGS] as const).find((choice) => text?.[choice]) ?? lang;
}

/** The `lang` of an element that holds the label; none where it is the page's own. */
export function foreignIn(text: Label | null | undefined, lang: Lang): string | undefined {
  const written = labelLang(text, lang);
  return written === lang ? undefined : LANG_TAGS[written];
}
