import { countryName } from '#app/i18n/country.ts';
import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { dictionary } from '#app/i18n/strings.ts';
import { translate } from '#server/platform/i18n/translate.ts';
import type { Answer } from '#server/forum.ts';
import { blockCode } from './view.ts';

export type GuardView = ReturnType<typeof guardView>;

/** What the guard says of an outline, with every step's value in the reader's language. */
export function guardView(
  { steps, exception, toWiden, ...guard }: Answer<'referrals.guard'>,
  lang: Lang,
) {
  return {
    ...guard,
    exception,
    /** What to widen, in words. */
    toWiden: toWiden.map((key) => translate(dictionary(lang, 'errors'), key)),
    places: steps.place.map(({ step, country }) => ({
      step,
      text: country && countryName(country, lang),
    })),
    ages: steps.age.map(({ step, ageBand }) => ({ step, text: ageBand })),
    diseases: steps.disease.map(({ step, disease }) => ({
      step,
      text: disease.code && `${blockCode(disease.code)}　${label(disease.label, lang)}`,
    })),
    sexes: steps.sex.map(({ step, sex }) => ({ step, text: step === 'said' ? sex : '' })),
  };
}
