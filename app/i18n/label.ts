import { label, labelLang, type Label } from '#server/platform/i18n/label.ts';
import { LANG_TAGS, type Lang } from './lang.ts';

export { label, labelLang, type Label };

/** The `lang` of an element that holds the label; none where it is the page's own. */
export function foreignIn(text: Label | null | undefined, lang: Lang): string | undefined {
  const written = labelLang(text, lang);
  return written === lang ? undefined : LANG_TAGS[written];
}

/** The label with its `lang`, for what takes both: a choice of a list, a step of the trail. */
export function labelled(text: Label | null | undefined, lang: Lang) {
  return { label: label(text, lang), lang: foreignIn(text, lang) };
}
