import { appointmentsView } from '#app/features/appointments/view.ts';
import { visaView } from '#app/features/visa/view.ts';
import { countryName } from '#app/i18n/country.ts';
import { label } from '#app/i18n/label.ts';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import { doubleViews } from './intake/doubles.ts';
import {
  clinicalView,
  departmentWords,
  entryViews,
  languageName,
  questionViews,
  teaserView,
  words,
} from './view.ts';

export type CaseAnswer = Exclude<Answer<'referrals.casePage'>, { side: 'candidate' }>;
type Told = {
  told: CaseAnswer;
  teaser: Answer<'referrals.teaser'> | null;
  clinical: Answer<'referrals.clinical'> | null;
  questions?: Answer<'referrals.questions'>;
  appointments?: Answer<'appointments.ofCase'> | null;
  estimates?: Answer<'estimates.ofCase'> | null;
  summary?: Answer<'summaries.ofCase'> | null;
  opinion?: Answer<'opinions.ofCase'> | null;
  visa?: Answer<'visa.ofCase'> | null;
  statusPage?: Answer<'statusPage.ofCase'> | null;
  thread?: Answer<'caseThread.standing'>;
  doubles?: Answer<'referrals.doubles'>;
};

export type CaseData = ReturnType<typeof caseData>;

/** A case in the reader's language. */
export function caseData(
  {
    told,
    teaser,
    clinical,
    questions = [],
    appointments = null,
    estimates = null,
    summary = null,
    opinion = null,
    visa = null,
    statusPage = null,
    thread = null,
    doubles = [],
  }: Told,
  lang: Lang,
) {
  const { meta, partner, hospital, consent, offers, timeline, stay, chain, ...rest } = told;
  const inReadersWords = <A extends object>(answer: A): A =>
    'department' in answer && typeof answer.department === 'string'
      ? { ...answer, department: departmentWords(answer.department, meta.specialty, lang) }
      : answer;
  return {
    ...rest,
    meta: { ...meta, specialty: label(meta.specialty, lang) },
    teaser: teaser && teaserView(teaser, lang),
    clinical: clinical && clinicalView(clinical, lang),
    partner: partner && { ...partner, name: words(partner.name, lang) },
    hospital: hospital && {
      ...hospital,
      name: words(hospital.name, lang),
      answer: inReadersWords(hospital.answer),
    },
    consent: consent && {
      ...consent,
      langName: languageName(consent.lang, lang),
      abroadNames: consent.abroadCountries.map((code) => countryName(code, lang)),
      orgNames: consent.orgNames.map((name) => label(name, lang)),
    },
    offers:
      offers &&
      offers.map(({ reasons: _reasons, ...each }) => ({
        ...each,
        name: words(each.name, lang),
        answer: each.answer && inReadersWords(each.answer),
      })),
    appointments: appointments && appointmentsView(appointments, lang),
    thread,
    estimates,
    summary,
    opinion,
    visa: visa && visaView(visa, lang),
    statusPage,
    questions: questionViews(questions, lang),
    doubles: doubleViews(doubles, lang),
    timeline: entryViews(timeline, lang),
    stay: stay && { ...stay, label: words(stay.label, lang) },
    chain: chain && {
      ...chain,
      onward: chain.onward && {
        ...chain.onward,
        country: chain.onward.country ? countryName(chain.onward.country, lang) : '',
      },
    },
    langTag: LANG_TAGS[lang],
  };
}
