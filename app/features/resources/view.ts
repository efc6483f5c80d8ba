import { languageName, named } from '#app/features/membership/view.ts';
import { foreignIn, label, type Label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import { SPANS_A_DAY } from '#server/resources/plain.ts';

export type Hours = { day: number; from: string; until: string };
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** In the order in which they are shown. */
export const KINDS = ['department', 'person', 'room', 'interpreter', 'vehicle'] as const;

/** What an organisation has to be booked, in the reader's language. */
export function resourcesView(answer: Answer<'resources.list'>, lang: Lang) {
  const { organisation, writes, profiles, resources, channel } = answer;
  const told = resources
    .map(({ name, code, kind, ...one }) => ({
      ...one,
      kind,
      ...named(name, lang),
      language: kind === 'interpreter' && code ? languageName(code, lang) : null,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, lang));
  return {
    channel,
    orgId: organisation.id,
    slug: organisation.slug,
    isHospital: organisation.kind === 'hospital',
    ...named(organisation.name, lang),
    writes,
    profiles,
    inUse: told.filter(({ retired, closed }) => !retired && !closed),
    /** Departments that are closed are kept by the cases that were accepted before. */
    out: told.filter(({ retired, closed }) => retired !== null || closed),
  };
}
export type ResourcesView = ReturnType<typeof resourcesView>;
export type ResourceView = ResourcesView['inUse'][number];

/** One resource and its calendar, in the reader's language. */
export function calendarView(answer: Answer<'resources.calendar'>, lang: Lang) {
  const { organisation, resource, days, ...rest } = answer;
  return {
    ...rest,
    ...resourceView(answer, lang),
    days: days.map(({ bookings, ...day }) => ({
      ...day,
      bookings: bookings.map((booking) => bookingView(booking, lang)),
    })),
  };
}
export type CalendarView = ReturnType<typeof calendarView>;
export type BookingView = CalendarView['days'][number]['bookings'][number];

/** One resource and what is still booked on it, in the reader's language. */
export function aheadView(answer: Answer<'resources.ahead'>, lang: Lang) {
  return {
    ...resourceView(answer, lang),
    writes: answer.writes,
    ahead: answer.ahead,
    bookings: answer.bookings.map((booking) => bookingView(booking, lang)),
  };
}

function resourceView(
  { organisation, resource }: Pick<Answer<'resources.ahead'>, 'organisation' | 'resource'>,
  lang: Lang,
) {
  const { kind, code, name } = resource;
  return {
    slug: organisation.slug,
    org: named(organisation.name, lang),
    resource: {
      ...resource,
      ...named(name, lang),
      names: name,
      language: kind === 'interpreter' && code ? languageName(code, lang) : null,
    },
  };
}

type Told = Answer<'resources.ahead'>['bookings'][number];

function bookingView({ others, ...booking }: Told, lang: Lang) {
  return {
    ...booking,
    others: others.map(({ name, org }) => ({ ...words(name, lang), org: org && words(org, lang) })),
  };
}

const words = (of: Label, lang: Lang) => ({ text: label(of, lang), lang: foreignIn(of, lang) });

/** What happened to a resource, in the reader's language. */
export function historyView(answer: Answer<'resources.history'>) {
  return answer.lines;
}
export type HistoryLine = ReturnType<typeof historyView>[number];

/** Opening hours in a line: days in a row that are open alike are said together. */
export function hoursText(hours: readonly Hours[], t: T<'resources'>): string {
  const spansOn = (day: number) =>
    hours
      .filter((each) => each.day === day)
      .map(({ from, until }) => `${from}–${until}`)
      .sort()
      .join(t('hours.and'));
  const runs: { first: number; last: number; spans: string }[] = [];
  for (const day of WEEKDAYS) {
    const spans = spansOn(day);
    const run = runs.at(-1);
    if (run && run.spans === spans && run.last === day - 1) run.last = day;
    else runs.push({ first: day, last: day, spans });
  }
  const name = (day: number) => t(`day.${day as 1}`);
  return runs
    .filter(({ spans }) => spans !== '')
    .map(({ first, last, spans }) => {
      const days =
        first === last ? name(first) : t('hours.days', { from: name(first), to: name(last) });
      return `${days} ${spans}`;
    })
    .join(t('hours.then'));
}

/** The opening hours of a form, as many spans a day as it has room for; what is left empty is closed. */
export function hoursIn(form: FormData): Hours[] {
  const field = (name: string) => String(form.get(name) ?? '').trim();
  return WEEKDAYS.flatMap((day) =>
    Array.from({ length: SPANS_A_DAY }, (_each, at) => ({
      day,
      from: field(`from.${day}.${at}`),
      until: field(`until.${day}.${at}`),
    })).filter(({ from, until }) => from !== '' || until !== ''),
  );
}
