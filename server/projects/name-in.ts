import type { Language } from '#server/platform/access/actor.ts';
import type { Label } from './views.ts';

/** A name in a reader's language, else in English or Japanese, else whatever there is. */
export function nameIn(text: Label | null | undefined, lang: Language): string {
  return text?.[lang] ?? text?.en ?? text?.ja ?? Object.values(text ?? {})[0] ?? '';
}
