import { dictionary } from '#app/i18n/strings.ts';
import type { Lang } from '#app/i18n/lang.ts';

/** What a modality is called, by its code of DICOM. For loaders. */
export function modalityName(code: string, lang: Lang): string {
  return dictionary(lang, 'membership')[`modality.${code}`] ?? code;
}
