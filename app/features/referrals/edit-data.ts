import { countryName } from '#app/i18n/country.ts';
import { labelled } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { PageArgs } from '#app/page.ts';
import { notFound } from '#app/page.ts';
import type { Option } from '#app/ui/index.ts';
import { COUNTRIES, PATIENT_LANGUAGES } from '#server/referrals/schemas.ts';
import { storedCode } from './addresses.ts';
import type { EditHead } from './edit-frame.tsx';
import { inFormOrder } from './missing-words.ts';
import { languageName } from './view.ts';

/**
 * The head of the case form: for the sender while the case can still be changed, and for the officer who
 * writes it in the sender's stead, while it is a draft.
 */
export async function editHead({
  forum,
  params,
}: Pick<PageArgs, 'forum' | 'params'>): Promise<EditHead & { version: number }> {
  const code = storedCode(params.code);
  const told = await forum.call('referrals.casePage', { code });
  const writes =
    told.side === 'partner' || (told.side === 'officer' && told.meta.state === 'draft');
  if (!writes || !told.rights.edit) throw notFound();
  const missing = inFormOrder(told.missing);
  return { code, state: told.meta.state, missing, version: told.meta.version };
}

const sorted = (options: Option[], lang: Lang) =>
  options.sort((a, b) => a.label.localeCompare(b.label, lang));

export function countryOptions(lang: Lang): Option[] {
  return sorted(
    COUNTRIES.map((value) => ({ value, label: countryName(value, lang) })),
    lang,
  );
}

export function languageOptions(lang: Lang): Option[] {
  return sorted(
    PATIENT_LANGUAGES.map((value) => ({ value, label: languageName(value, lang) })),
    lang,
  );
}

/** The clinical specialties, as choices. */
export async function termOptions({ forum }: Pick<PageArgs, 'forum'>, lang: Lang) {
  const { specialties } = await forum.call('referrals.terms', {});
  return {
    specialties: specialties.map(({ code, labels }) => ({
      value: code,
      ...labelled(labels, lang),
    })),
  };
}

/** A teaser's coded facts as the form sends them back: each step changes its own and keeps the others. */
export async function savedFacts({ forum }: Pick<PageArgs, 'forum'>, code: string) {
  const teaser = await forum.call('referrals.teaser', { code });
  return {
    specialty: teaser.specialty.code,
    icdBlock: teaser.icdBlock.code,
    sex: teaser.sex as 'female',
    country: teaser.country as 'MN',
    languages: teaser.languages as 'en'[],
    urgency: teaser.urgency,
    wantedFrom: teaser.wantedFrom ?? '',
    wantedTo: teaser.wantedTo ?? '',
    companions: teaser.companions,
    payer: teaser.payer as 'self',
    mobility: teaser.mobility as 'walks',
    interpreter: teaser.interpreter as 'needed',
    interpreterLang: teaser.interpreterLang as 'en',
    diet: teaser.diet as 'other'[],
    request: { ja: teaser.request.ja ?? '', en: teaser.request.en ?? '' },
  };
}
