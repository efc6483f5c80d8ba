import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { PageArgs } from '#app/page.ts';
import { CONSENT_TEXT_LANGS } from '#server/referrals/plain.ts';
import { countryOptions, languageOptions } from '../edit-data.ts';

export type ConsentChoices = Awaited<ReturnType<typeof consentChoices>>;

/** What the form of a consent offers, in the reader's language, and what it begins with. */
export async function consentChoices({ forum }: Pick<PageArgs, 'forum'>, code: string, lang: Lang) {
  const { hospitals, languages, country, today } = await forum.call('referrals.consentForm', {
    code,
  });
  const spoken = languages[0] ?? '';
  return {
    code,
    /** The day it is in Japan. */
    today,
    languages: languageOptions(lang),
    countries: countryOptions(lang),
    hospitals: hospitals.map(({ id, name }) => ({ id, name: label(name, lang) })),
    start: {
      lang: spoken,
      textLang: CONSENT_TEXT_LANGS.find((each) => each === spoken) ?? 'en',
      country,
    },
  };
}
