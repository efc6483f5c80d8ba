import {
  translate,
  type Dictionary,
  type Lang,
  type Vars,
} from '#server/platform/i18n/translate.ts';
import { formatFor } from '#server/platform/i18n/format.ts';
import { ageOn, dayText, daysBetween, eraDayText } from './day.ts';
import type { Care, DocumentKind, PatientFacts, Party } from './kinds.ts';
import { facts, type Fact, type Piece } from './sheet.ts';
import en from './i18n/en.json' with { type: 'json' };
import ja from './i18n/ja.json' with { type: 'json' };
import ko from './i18n/ko.json' with { type: 'json' };
import zh from './i18n/zh.json' with { type: 'json' };

/** The keys of the English texts; a test holds the other languages to them. */
export type WordKey = keyof typeof en;
export const texts: Record<Lang, Dictionary> = { ja, en, zh, ko };

/** What a paper of this kind is called at its head. */
export function titleOf(kind: DocumentKind, lang: Lang): string {
  return translate(texts[lang], `kind.${kind}`);
}

/** Everything a template says in one language. `issuedOn` is the day on the paper. */
export type Words = ReturnType<typeof wordsOf>;

export function wordsOf(lang: Lang, issuedOn: string) {
  const format = formatFor(lang);
  // Paper has no reader's direction: isolates would be characters without a shape.
  const t = (key: WordKey, vars?: Vars) =>
    translate(texts[lang], key, vars, lang).replace(/[\u2068\u2069]/g, '');
  const day = (value: string) => dayText(value, lang);
  const yen = (minor: number) => format.money({ minor, currency: 'JPY' });
  /** A moment as it was in Japan. */
  const moment = (at: string) => format.dateTime(at, 'Asia/Tokyo');
  const fact = (key: WordKey, value: string): Fact => ({ label: t(key), value });
  const span = (from: string, to: string) =>
    t('stay.span', { from: day(from), to: day(to), days: daysBetween(from, to) });

  /** The patient as far as the paper needs: what is empty is left out. */
  function patient(of: PatientFacts): Piece {
    const born = of.birthDate
      ? t('patient.age', { day: day(of.birthDate), age: ageOn(of.birthDate, issuedOn) })
      : '';
    return facts(
      fact('patient.name', of.name),
      fact('patient.nativeName', of.nativeName),
      fact('patient.sex', t(`sex.${of.sex}`)),
      fact('patient.birthDate', born),
      fact('patient.nationality', countryName(of.nationality, lang)),
      fact('patient.passport', of.passport),
      fact('patient.occupation', of.occupation),
      fact('patient.address', of.address),
      fact('patient.phone', of.phone),
    );
  }

  /** How an addressee is written to: the institution, its department, and the doctor by name. */
  function addressee(to: Party): string[] {
    if (!to.name) return [t('receiving')];
    return lines([
      to.person ? to.name : t('to', { name: to.name }),
      to.department,
      to.person && t('toPerson', { name: to.person }),
    ]);
  }

  function issuer(from: Party): string[] {
    return lines([from.name, from.department, from.address, contact(from), from.email]);
  }

  function contact({ phone, fax }: Party): string {
    return lines([phone && t('phone', { value: phone }), fax && t('fax', { value: fax })]).join(
      '　',
    );
  }

  /** A code of a case's lists; "none" and "unknown" stand in any of them. */
  function codeWord(group: CareList, code: string): string {
    return t(
      (code === 'none' || code === 'unknown' ? `listed.${code}` : `${group}.${code}`) as WordKey,
    );
  }

  /** Codes of a list and what was written beside them, one under the other. */
  function listed(group: CareList, care: Care, text: string): string {
    const all = care[LIST_OF[group]].map((code) => codeWord(group, code));
    return lines([all.join(t('record.and')), text]).join('\n');
  }

  /** How the patient gets about and is spoken to, and what they eat; what was not said is empty. */
  function needs({ mobility, interpreter, interpreterLang, diet }: Care) {
    const need = interpreter && t(`interpreter.${interpreter}` as WordKey);
    return {
      mobility: mobility && t(`mobility.${mobility}` as WordKey),
      interpreter: interpreterLang
        ? t('interpreter.into', { need, language: languageName(interpreterLang, lang) })
        : need,
      diet: diet.map((code) => t(`diet.${code}` as WordKey)).join(t('record.and')),
    };
  }

  return {
    lang,
    t,
    codeWord,
    listed,
    needs,
    day,
    /** The day as official forms in Japanese write it, with the era; elsewhere as ever. */
    formalDay: (value: string) => (lang === 'ja' ? eraDayText(value) : day(value)),
    moment,
    language: (code: string) => languageName(code, lang),
    yen,
    number: format.number,
    span,
    fact,
    patient,
    addressee,
    issuer,
    contact,
  };
}

const LIST_OF = {
  medication: 'medications',
  allergy: 'allergies',
  infection: 'infections',
  implant: 'implants',
} as const;
type CareList = keyof typeof LIST_OF;

function languageName(code: string, lang: Lang): string {
  const names = new Intl.DisplayNames(lang === 'zh' ? 'zh-Hans' : lang, { type: 'language' });
  return names.of(code) ?? code;
}

/** A country by its code in a language; the code itself where the language has no word. */
function countryName(code: string, lang: Lang): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const names = new Intl.DisplayNames(lang === 'zh' ? 'zh-Hans' : lang, { type: 'region' });
  return names.of(code) ?? code;
}

function lines(all: readonly (string | false)[]): string[] {
  return all.filter((each): each is string => typeof each === 'string' && each !== '');
}
