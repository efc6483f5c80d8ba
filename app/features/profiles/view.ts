import { languageName, named } from '#app/features/membership/view.ts';
import { countryName } from '#app/i18n/country.ts';
import { label, labelLang, type Label } from '#app/i18n/label.ts';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import { partialDate } from '#app/i18n/partial-date.ts';
import type { Answer } from '#server/forum.ts';
import { modalityName } from './names.ts';

/** A text with its language, where that is not the page's. */
export type Words = { text: string; lang: string | undefined };

/** What an organisation says that it can do, in the reader's language. */
export function profileView(answer: Answer<'profiles.page'>, lang: Lang) {
  const { organisation, departments, lines, kinds, writes, checks } = answer;
  const day = (on: string | null) => (on === null ? null : partialDate(on.slice(0, 10), lang));
  const told = departments.map(({ name, ...one }) => ({
    ...one,
    ...named(name, lang),
    names: name,
    until: one.now === 'unconfirmed' ? null : day(one.capacityUntil),
    closed: day(one.closedAt),
  }));
  return {
    orgId: organisation.id,
    slug: organisation.slug,
    orgKind: organisation.kind,
    ...named(organisation.name, lang),
    kinds,
    writes,
    checks,
    open: told.filter(({ closedAt }) => closedAt === null),
    closed: told.filter(({ closedAt }) => closedAt !== null),
    lines: kinds
      .flatMap((kind) => lines.filter((line) => line.kind === kind))
      .concat(lines.filter(({ kind }) => !kinds.includes(kind)))
      .map(({ labels, evidence, reviewedOn, checkedOn, ...line }) => ({
        ...line,
        name: lineName(line.kind, line.code, labels, lang),
        evidence: wordsOf(evidence, lang),
        texts: { ja: evidence?.['ja'] ?? '', en: evidence?.['en'] ?? '' },
        reviewed: day(reviewedOn),
        checked: day(checkedOn),
      })),
  };
}
export type ProfileView = ReturnType<typeof profileView>;
export type DepartmentView = ProfileView['open'][number];
export type LineView = ProfileView['lines'][number];

/** What a line is about. */
export function lineName(kind: string, code: string, labels: Label | null, lang: Lang): string {
  if (kind === 'country') return countryName(code, lang);
  if (kind === 'language') return languageName(code, lang);
  if (kind === 'modality') return modalityName(code, lang);
  const name = label(labels, lang);
  if (kind === 'outOfScope') return `${code.replace('-', '–')} ${name}`.trim();
  return name || code;
}

export function wordsOf(texts: Label | null, lang: Lang): Words {
  const own = labelLang(texts, lang);
  return { text: label(texts, lang), lang: own === lang ? undefined : LANG_TAGS[own] };
}

type Change = Answer<'profiles.history'>['changes'][number];

/** What became of a profile, in the reader's language. */
export function historyView(
  { organisation, changes, earlier }: Answer<'profiles.history'>,
  lang: Lang,
) {
  return {
    slug: organisation.slug,
    ...named(organisation.name, lang),
    earlier,
    changes: changes.map((one: Change) => ({
      key: one.id,
      at: one.at,
      about: one.about,
      act: one.act,
      by: one.by,
      byLang: one.byLang,
      byDesk: one.byDesk,
      ...subjectOf(one, lang),
    })),
  };
}
export type HistoryView = ReturnType<typeof historyView>;
export type ChangeView = HistoryView['changes'][number];

/** What a change was about, and how that stood before and after, as texts and numbers. */
function subjectOf(one: Change, lang: Lang) {
  if (one.about === 'line') {
    const facts = one.after ?? one.before;
    return {
      kind: facts?.kind ?? null,
      name: facts
        ? { text: lineName(facts.kind, facts.code, one.labels, lang), lang: undefined }
        : null,
      before: one.before && { words: textsOf(one.before.evidence), cases: null },
      after: one.after && { words: textsOf(one.after.evidence), cases: null },
    };
  }
  const facts = one.after ?? one.before;
  const renamed = one.act === 'changed' && !same(one.before?.name, one.after?.name);
  const state = (said: typeof one.before) =>
    said && { words: renamed ? textsOf(said.name) : [], cases: said.yearlyCases };
  return {
    kind: null,
    name: facts && wordsOf(facts.name, lang),
    before: one.act === 'changed' ? state(one.before) : null,
    after: one.act === 'changed' || one.act === 'added' ? state(one.after) : null,
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Every language of a text: a change may be in one that the reader does not read. */
function textsOf(texts: Label | null): Words[] {
  return (['ja', 'en', 'zh', 'ko'] as const).flatMap((own) =>
    texts?.[own] ? [{ text: texts[own], lang: LANG_TAGS[own] }] : [],
  );
}

/** What waits to be checked, everywhere, in the reader's language. */
export function toCheckView({ lines }: Answer<'profiles.toCheck'>, lang: Lang) {
  return lines.map(({ labels, name, evidence, before, reviewedOn, ...line }) => ({
    ...line,
    organisation: named(name, lang),
    what: lineName(line.kind, line.code, labels, lang),
    evidence: wordsOf(evidence, lang),
    before: before && wordsOf(before, lang),
    reviewed: reviewedOn && partialDate(reviewedOn, lang),
  }));
}
export type ToCheckLine = ReturnType<typeof toCheckView>[number];
