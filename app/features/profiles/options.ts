import { countryOptions, languageOptions } from '#app/features/referrals/edit-data.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Option } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { MODALITIES, type LineKind } from '#server/profiles/plain.ts';
import { modalityName } from './names.ts';
import { lineName } from './view.ts';

/** What can still be entered of a kind, in the reader's language: languages and countries as cases have them. */
export function lineOptions(
  kind: LineKind,
  { choices, taken }: Answer<'profiles.choices'>,
  lang: Lang,
): Option[] {
  const of: Partial<Record<LineKind, () => Option[]>> = {
    language: () => languageOptions(lang),
    country: () => countryOptions(lang),
    modality: () => MODALITIES.map((value) => ({ value, label: modalityName(value, lang) })),
  };
  const all =
    of[kind]?.() ??
    choices.map(({ code, labels }) => ({ value: code, label: lineName(kind, code, labels, lang) }));
  return all.filter(({ value }) => !taken.includes(value));
}
