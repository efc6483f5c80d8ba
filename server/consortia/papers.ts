import { countryName } from '#app/i18n/country.ts';
import en from '#app/i18n/en/consortia.json' with { type: 'json' };
import ja from '#app/i18n/ja/consortia.json' with { type: 'json' };
import { partialDate } from '#app/i18n/partial-date.ts';
import type { DocumentData } from '#server/platform/documents/index.ts';
import { formatFor, type Format } from '#server/platform/i18n/format.ts';
import { label, type Label } from '#server/platform/i18n/label.ts';
import { translate, type Vars } from '#server/platform/i18n/translate.ts';
import type { Application } from './application.ts';
import { moneyText } from './plain.ts';

/** Programmes are applied to in Japanese; members abroad read English. */
export const PAPER_LANGS = ['ja', 'en'] as const;
export type PaperLang = (typeof PAPER_LANGS)[number];
/** A member by its whole name, as papers have it. */
export type Member = { name: Label; country: string };

type Role = Application['roles'][number];
type Words = { t: (key: keyof typeof en, vars?: Vars) => string; format: Format; lang: PaperLang };

const WORDS: Record<PaperLang, Readonly<Record<string, string>>> = { ja, en };

/** The application as a paper says it: what its reader sees on the page, in one language. */
export function applicationPaper(
  application: Application,
  members: ReadonlyMap<string, Member>,
  lang: PaperLang,
): DocumentData<'consortiumApplication'> {
  const words = wordsIn(lang);
  const { t, format } = words;
  const { facts, inside, roles } = application;
  const [source] = facts;
  const { countries, fields } = application.project;
  return {
    lead: leadOf(application, members, lang),
    facts: [
      ...headFacts(application, members, words),
      {
        label: t('fact.targetCountries'),
        value: format.list(countries.map((code) => countryName(code, lang))),
      },
      { label: t('fact.themes'), value: format.list(fields.map((field) => label(field, lang))) },
      { label: t('go'), value: t(`state.${application.state}`) },
      ...(inside ? frameFacts(inside, words) : []),
    ],
    summary: label(application.project.summary, lang),
    roles: roles.map((role) => ({
      role: `${t(`kind.${role.kind}`)}${role.required ? '' : `\n${t('optional')}`}`,
      task: label(role.task, lang),
      organisation: role.held ? nameOf(role.held.org.id, members, lang) : t('vacant'),
      consent: inside ? consentText(role, words) : '',
    })),
    conditions: facts.flatMap((fact) => {
      const value = label(fact.said, lang);
      return value === '' ? [] : [{ label: t(`fact.${fact.key}`), value }];
    }),
    source: source ? sourceText(source, words) : '',
    checks: (inside?.checks ?? []).map(({ key, state, done, of }) => ({
      text: t(`check.${key}`),
      state: [
        t(`checked.${state}`),
        of === undefined ? '' : t('checked.count', { done: done ?? 0, of }),
      ]
        .filter(Boolean)
        .join(lang === 'ja' ? '　' : '  '),
    })),
    schedule: {
      note: inside ? scheduleNote(inside, words) : '',
      steps: (inside?.steps ?? []).map(({ key, on, state }) => ({
        on,
        text: t(`step.${key}`),
        state: t(`stepped.${state}`),
      })),
    },
  };
}

/** The form by which the organisation that holds a role agrees to it. */
export function consentPaper(
  application: Application,
  members: ReadonlyMap<string, Member>,
  role: Role & { held: NonNullable<Role['held']> },
  lang: PaperLang,
): DocumentData<'consortiumConsent'> {
  const words = wordsIn(lang);
  const { t } = words;
  const task = label(role.task, lang);
  return {
    lead: leadOf(application, members, lang),
    organisation: nameOf(role.held.org.id, members, lang),
    facts: headFacts(application, members, words),
    role: [t(`kind.${role.kind}`), task].filter(Boolean).join('\n'),
    handedOn: role.held.consentOn ?? '',
  };
}

export function nameOf(
  orgId: string,
  members: ReadonlyMap<string, Member>,
  lang: PaperLang,
): string {
  return label(members.get(orgId)?.name, lang);
}

function wordsIn(lang: PaperLang): Words {
  return {
    lang,
    format: formatFor(lang),
    // Paper has no reader's direction: isolates would be characters without a shape.
    t: (key, vars) => translate(WORDS[lang], key, vars, lang).replace(/[\u2068\u2069]/g, ''),
  };
}

function headFacts(
  application: Application,
  members: ReadonlyMap<string, Member>,
  { t, lang }: Words,
) {
  const { programme, project } = application;
  return [
    {
      label: t('form.programme'),
      value: [label(programme.title, lang), label(programme.sponsor, lang)]
        .filter(Boolean)
        .join('\n'),
    },
    { label: t('form.for'), value: label(project.title, lang) },
    { label: t('kind.lead'), value: leadOf(application, members, lang) },
  ];
}

function frameFacts(
  { cost, asked, currency, targetOn }: NonNullable<Application['inside']>,
  { t, format }: Words,
) {
  const money = (minor: number | null) =>
    minor === null ? t('frame.none') : moneyText(minor, currency, format);
  return [
    { label: t('frame.cost'), value: money(cost) },
    { label: t('frame.asked'), value: money(asked) },
    {
      label: t('frame.target'),
      value: targetOn ? format.calendarDate(targetOn) : t('frame.none'),
    },
  ];
}

function leadOf(
  { roles }: Application,
  members: ReadonlyMap<string, Member>,
  lang: PaperLang,
): string {
  const lead = roles.find(({ kind }) => kind === 'lead')?.held;
  return lead ? nameOf(lead.org.id, members, lang) : '';
}

function consentText({ held }: Role, { t, format }: Words): string {
  if (!held) return '';
  return held.consentOn
    ? `${t('consent.given')}\n${format.calendarDate(held.consentOn)}`
    : t('consent.none');
}

function sourceText({ source, statedOn }: Application['facts'][number], words: Words): string {
  const { t, lang } = words;
  // A year alone is a fiscal year.
  const day = /^\d{4}$/.test(statedOn)
    ? t('facts.fiscal', { year: statedOn })
    : partialDate(statedOn, lang);
  return t('facts.source', { source: label(source.publisher, lang), day });
}

function scheduleNote(
  { final }: NonNullable<Application['inside']>,
  { t, format, lang }: Words,
): string {
  if (!final) return '';
  const day = format.calendarDate(final.on);
  const counted = t(final.from === 'programme' ? 'steps.programme' : 'steps.members', { day });
  return [counted, t('steps.rule')].join(lang === 'ja' ? '' : ' ');
}
