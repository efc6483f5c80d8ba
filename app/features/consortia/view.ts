import { countryName } from '#app/i18n/country.ts';
import { label, labelLang, type Label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { partialDate } from '#app/i18n/partial-date.ts';
import { moneyText } from '#server/consortia/plain.ts';
import { formatFor } from '#server/platform/i18n/format.ts';
import type { Answer } from '#server/forum.ts';

type Fact = Answer<'consortia.page'>['facts'][number];

/** A stated condition in one language: what it says, where, and how old that is. */
export function factView(fact: Fact, lang: Lang) {
  const { key, said, source, statedOn } = fact;
  return {
    key,
    text: label(said as Label, lang),
    lang: labelLang(said as Label, lang),
    value: comparable(fact, lang),
    source: label(source.publisher as Label, lang),
    sourceLang: labelLang(source.publisher as Label, lang),
    url: source.url ?? null,
    /** A year alone is a fiscal year. */
    year: /^\d{4}$/.test(statedOn) ? statedOn : null,
    day: partialDate(statedOn, lang),
  };
}
export type FactView = ReturnType<typeof factView>;

/** What is compared with an application, short; null where the words say all there is. */
function comparable(fact: Fact, lang: Lang): string | null {
  const format = formatFor(lang);
  switch (fact.key) {
    case 'applicantCountries':
    case 'targetCountries': {
      const names = fact.value.codes.map((code) => countryName(code, lang));
      return names.length > 0 ? format.list(names) : null;
    }
    case 'costShare':
      return format.percent(fact.value.percent / 100);
    case 'amountCap':
      return moneyText(fact.value.amount, fact.value.currency, format);
    case 'deadline':
      return partialDate(fact.value.on, lang);
    default:
      return null;
  }
}

/** An application in one language, as far as loaders have to say it. */
export function pageView(data: Answer<'consortia.page'>, lang: Lang) {
  return {
    ...data,
    facts: data.facts.map((fact) => factView(fact, lang)),
    project: {
      ...data.project,
      countries: data.project.countries.map((code) => countryName(code, lang)),
    },
    candidates:
      data.candidates?.map(({ org, reasons }) => ({
        org,
        reasons: reasons.map((reason) => ({
          ...reason,
          country: /^[A-Z]{2}$/.test(reason.code) ? countryName(reason.code, lang) : '',
        })),
      })) ?? null,
  };
}
export type PageView = ReturnType<typeof pageView>;
