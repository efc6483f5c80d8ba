import { label } from '#server/platform/i18n/label.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import type { AbroadUnknown, ConsentTextVersion } from '../plain.ts';
import { CONSENT_COVERS, type ConsentCover, type Label } from '../schemas.ts';
import { wordingOf, type WordingKey } from './wording.ts';

/** What a consent says beside its wording: for whom, how far, how long. */
export type ConsentTerms = {
  textVersion: ConsentTextVersion;
  textLang: Lang;
  /** The language in which it is explained (BCP 47). */
  lang: string;
  covers: readonly ConsentCover[];
  /** Hospitals by name; empty where the consent is to those that are asked. */
  hospitals: readonly Label[];
  sender: Label;
  /** ISO 3166-1 codes: where information goes outside Japan, or may go while that is open. */
  abroadCountries: readonly string[];
  abroadUnknown: AbroadUnknown | null;
  /** The last day, `YYYY-MM-DD`; null until it is taken back. */
  validTo: string | null;
};

/** Whom the paper is about. Empty fields are left to be filled in by hand. */
export type ConsentSubject = { name: string; birthDate: string; code: string };

/** A consent as it is read, printed and signed: finished words in one language. */
export type ConsentSheet = ReturnType<typeof consentSheet>;

const PARTS = ['who', 'purposes', 'recipients', 'abroad', 'rights'] as const;
const STAGES = ['asked', 'interested', 'accepted', 'others'] as const;

/** Sets the terms into their wording. Pure: the same terms are the same paper. */
export function consentSheet(terms: ConsentTerms, subject: ConsentSubject) {
  const { textVersion, textLang } = terms;
  const w = wordingOf(textVersion, textLang);
  const vars = varsOf(terms, w);
  const part = (key: (typeof PARTS)[number]) => ({
    key,
    title: w(`${key}.title`),
    text: w(`${key}.text`, vars).trim(),
  });
  const field = (key: WordingKey, value: string) => ({ label: w(key), value });
  return {
    lang: textLang,
    title: w('title'),
    lead: w('lead', vars),
    facts: [
      field('label.patient', subject.name),
      field('label.birthDate', dayIn(textLang, subject.birthDate)),
      // As people read it to each other: K7QF-2M9X-3.
      field('label.case', `${subject.code.slice(0, 4)}-${subject.code.slice(4)}`),
      field('label.sender', vars.sender),
      field('label.wording', textVersion),
    ],
    parts: PARTS.map(part).filter(({ text }) => text !== ''),
    stages: w('stages.title')
      ? {
          title: w('stages.title'),
          columns: [w('stages.who'), w('stages.what')] as [string, string],
          rows: STAGES.map((key) => ({
            key,
            who: w(`stages.${key}`),
            what: w(`stages.${key}.what`),
          })),
        }
      : null,
    agreed: {
      title: w('agreed.title'),
      // An earlier wording says nothing of what came later.
      items: CONSENT_COVERS.map((cover) => ({
        cover,
        text: w(`covers.${cover}`, vars),
        agreed: terms.covers.includes(cover),
      })).filter(({ text }) => text !== ''),
    },
    statement: w('statement'),
    explained:
      terms.lang === textLang ? '' : w('explained', { language: languageIn(textLang, terms.lang) }),
    /** Lines to be filled in by hand. */
    sign: (['signer', 'relation', 'signature', 'date', 'interpreter'] as const).map((key) =>
      w(`sign.${key}`),
    ),
  };
}

function varsOf(terms: ConsentTerms, w: ReturnType<typeof wordingOf>) {
  const { textLang, covers, hospitals, abroadUnknown, abroadCountries, validTo } = terms;
  const list = new Intl.ListFormat(tagOf(textLang), { type: 'conjunction' });
  const regions = new Intl.DisplayNames(tagOf(textLang), { type: 'region' });
  const countries = list.format(abroadCountries.map((code) => regions.of(code) ?? code));
  const sender = label(terms.sender, textLang);
  const until = validTo ? w('until.day', { day: dayIn(textLang, validTo) }) : w('until.open');
  return {
    sender,
    until,
    // By name only some of those that are asked may be recipients.
    others: hospitals.length > 0 && covers.includes('broadcast') ? w('recipients.others') : '',
    hospitals:
      hospitals.length > 0
        ? list.format(hospitals.map((name) => label(name, textLang)))
        : w('recipients.class'),
    back: covers.includes('abroad')
      ? w(`back.${abroadUnknown ?? 'known'}`, { sender, countries })
      : '',
  };
}

function dayIn(lang: Lang, day: string): string {
  if (day === '') return '';
  const format = new Intl.DateTimeFormat(tagOf(lang), { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

function languageIn(lang: Lang, code: string): string {
  try {
    return new Intl.DisplayNames(tagOf(lang), { type: 'language' }).of(code) ?? code;
  } catch {
    // What was recorded before tags were held to be languages.
    return code;
  }
}

/** British English writes the day before the month, as the forum does. */
const TAGS: Record<Lang, string> = { ja: 'ja', en: 'en-GB', zh: 'zh-Hans', ko: 'ko' };
const tagOf = (lang: Lang) => TAGS[lang];
