import { countryName } from '#app/i18n/country.ts';
import { label, labelLang } from '#app/i18n/label.ts';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { monthName } from './months.ts';
import type { Reason } from '#server/matching/schemas.ts';
import type { Label } from '#server/referrals/schemas.ts';

/**
 * Puts what the server answers into the reader's language, in loaders: names of countries and
 * languages differ between server and browser, and a page must say the same on both.
 */

/** A text with its language, where that is not the page's. */
export type Words = { text: string; lang: string | undefined };

/**
 * A department as a hospital wrote it; where it wrote the case's own in its language, in the reader's.
 */
export function departmentWords(written: string, specialty: Label | null, lang: Lang): string {
  const own = Object.values(specialty ?? {}).includes(written);
  return own ? label(specialty, lang) : written;
}

/** On which day a hospital decided, and who did. */
export function decisionWords(
  { decidedOn, decidedBy }: { decidedOn?: string | undefined; decidedBy?: string | undefined },
  format: Format,
): string {
  return [decidedOn && format.calendarDate(decidedOn), decidedBy].filter(Boolean).join('　');
}

/** A block of ICD-10 as it is written: I70–I79, and C50 alone where one category is the block. */
export function blockCode(code: string): string {
  const [from, to] = code.split('-');
  return to && to !== from ? `${from}–${to}` : from!;
}

export function words(text: Label | null | undefined, lang: Lang): Words {
  const written = labelLang(text, lang);
  return { text: label(text, lang), lang: written === lang ? undefined : LANG_TAGS[written] };
}

const languageNames = new Map<Lang, Intl.DisplayNames>();

export function languageName(code: string, lang: Lang): string {
  let names = languageNames.get(lang);
  if (!names) {
    names = new Intl.DisplayNames([LANG_TAGS[lang]], { type: 'language' });
    languageNames.set(lang, names);
  }
  return names.of(code) ?? code;
}

function monthSpan(from: string | null, to: string | null, lang: Lang): string {
  if (!from) return '';
  return !to || to === from
    ? monthName(from, lang)
    : `${monthName(from, lang)} – ${monthName(to, lang)}`;
}

export type TeaserView = ReturnType<typeof teaserView>;

export function teaserView(teaser: Answer<'referrals.teaser'>, lang: Lang) {
  const block = blockCode(teaser.icdBlock.code);
  return {
    specialty: words(teaser.specialty.label, lang),
    request: words(teaser.request, lang),
    ageBand: teaser.ageBand,
    sex: teaser.sex,
    country: teaser.country ? countryName(teaser.country, lang) : '',
    block: { code: block, name: words(teaser.icdBlock.label, lang) },
    wanted: monthSpan(teaser.wantedFrom, teaser.wantedTo, lang),
    languages: teaser.languages.map((code) => languageName(code, lang)),
    companions: teaser.companions,
    payer: teaser.payer,
    mobility: teaser.mobility,
    interpreter: teaser.interpreter,
    interpreterLang: teaser.interpreterLang ? languageName(teaser.interpreterLang, lang) : '',
    diet: teaser.diet,
    care: teaser.care,
    summary: words(teaser.teaser, lang),
    reviewedAt: teaser.reviewedAt,
    /** What hospitals do not learn of the patient. */
    withheld: teaser.withheld,
    urgency: teaser.urgency,
  };
}

export type ClinicalView = ReturnType<typeof clinicalView>;

export function clinicalView(
  { clinical, openedAt, openedBy }: Answer<'referrals.clinical'>,
  lang: Lang,
) {
  return {
    diagnosis: clinical.diagnosis,
    icdCode: clinical.icdCode,
    summary: words(clinical.summary, lang),
    history: words(clinical.history, lang),
    findings: words(clinical.findings, lang),
    treatment: words(clinical.treatment, lang),
    medicationCodes: clinical.medicationCodes,
    allergyCodes: clinical.allergyCodes,
    infectionCodes: clinical.infectionCodes,
    implantCodes: clinical.implantCodes,
    medications: clinical.medications,
    allergies: clinical.allergies,
    infections: clinical.infections,
    implants: clinical.implants,
    mobility: clinical.mobility,
    budget: clinical.budget,
    openedAt,
    openedBy,
  };
}

export type IdentityView = ReturnType<typeof identityView>;

export function identityView(
  { identity, openedAt, openedBy }: Answer<'referrals.identity'>,
  lang: Lang,
) {
  return {
    ...identity,
    nationality: identity.nationality ? countryName(identity.nationality, lang) : '',
    openedAt,
    openedBy,
  };
}

export type QuestionView = ReturnType<typeof questionViews>[number];

export function questionViews(questions: Answer<'referrals.questions'>, lang: Lang) {
  return questions.map((each) => ({ ...each, hospital: label(each.hospital, lang) }));
}

export type ReasonView =
  | { kind: 'department'; capacity: string; cases: number | null; specialty: string }
  | { kind: 'disease' | 'language' | 'country'; name: string; evidence: Words | null }
  | { kind: 'certification'; name: string; validTo: string | null };

export function reasonViews(
  reasons: readonly Reason[],
  names: Record<string, Label>,
  lang: Lang,
): ReasonView[] {
  return reasons.map((reason): ReasonView => {
    switch (reason.kind) {
      case 'department':
        return {
          kind: 'department',
          capacity: reason.capacity,
          cases: reason.yearlyCases,
          specialty: label(names[reason.specialty], lang),
        };
      case 'certification':
        return {
          kind: 'certification',
          name: reason.code,
          validTo: reason.validTo ? monthName(reason.validTo.slice(0, 7), lang) : null,
        };
      case 'country':
        return reasonWith(reason, countryName(reason.code, lang), lang);
      case 'language':
        return reasonWith(reason, languageName(reason.code, lang), lang);
      default:
        return reasonWith(reason, label(names[reason.code], lang) || reason.code, lang);
    }
  });
}

function reasonWith(
  { kind, evidence }: { kind: 'disease' | 'language' | 'country'; evidence: Label | null },
  name: string,
  lang: Lang,
): ReasonView {
  return { kind, name, evidence: evidence ? words(evidence, lang) : null };
}

export type Entry = NonNullable<
  NonNullable<Answer<'referrals.offerPage'>['asked']>
>['timeline'][number];
export type EntryView = ReturnType<typeof entryViews>[number];

export function entryViews(entries: readonly Entry[], lang: Lang) {
  return entries.map(({ at, type, facts, who }) => ({
    at,
    type,
    reason: typeof facts['reason'] === 'string' ? facts['reason'] : null,
    sections: Array.isArray(facts['sections']) ? facts['sections'].map(String) : [],
    fields: Array.isArray(facts['fields']) ? facts['fields'].map(String) : [],
    on: [facts['on'], facts['startsOn']].find((day) => typeof day === 'string') ?? null,
    offers: typeof facts['offers'] === 'number' ? facts['offers'] : null,
    who:
      who.kind === 'person'
        ? { kind: 'named' as const, name: who.name, lang: who.lang }
        : who.kind === 'organisation'
          ? { kind: 'named' as const, name: label(who.name as Label, lang), lang: undefined }
          : { kind: 'part' as const, part: who.part },
  }));
}
