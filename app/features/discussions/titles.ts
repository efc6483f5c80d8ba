import { isLang, LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import type { Label } from '#server/discussions/views.ts';
import { threadAddress } from './addresses.ts';

export type Title = {
  text: string;
  /** The title's language, where it is not the page's. */
  lang: string | undefined;
  /** What it was called first, where this is a translation. */
  original: string | null;
};

/** A thread's title in the reader's language where somebody translated it, else as it was written. */
export function titleFor(
  thread: { title: string; titleAlso: Label | null; lang: string },
  lang: Lang,
): Title {
  const translated = thread.lang === lang ? undefined : thread.titleAlso?.[lang];
  if (translated) return { text: translated, lang: undefined, original: thread.title };
  const tag = isLang(thread.lang) ? LANG_TAGS[thread.lang] : thread.lang;
  return { text: thread.title, lang: thread.lang === lang ? undefined : tag, original: null };
}

/** A thread as the step of the trail that leads back to it. */
export function threadCrumb(
  thread: { id: string; title: string; titleAlso?: Label | null; lang: string },
  lang: Lang,
) {
  const title = titleFor({ titleAlso: null, ...thread }, lang);
  return { label: title.text, lang: title.lang, to: threadAddress(thread.id) };
}
