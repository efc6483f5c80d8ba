import { countryName } from '#app/i18n/country.ts';
import { label, type Label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { partialDate } from '#app/i18n/partial-date.ts';
import { wordsFor } from '#app/i18n/strings.ts';
import { drawQuartiles } from '#app/ui/plot/quartiles.server.ts';
import type { Answer } from '#server/forum.ts';
import { formatFor } from '#server/platform/i18n/format.ts';

type Told = Answer<'statistics.page'>;
type Table = NonNullable<Told['specialties']>;

/** Groups that a plot has room for; the table behind it has them all. */
const DRAWN = 8;

/** The statistics in the reader's language, with their plots. */
export async function statisticsView(told: Told, lang: Lang) {
  const t = wordsFor(lang, 'statistics');
  const { number } = formatFor(lang);
  const day = (on: string) => partialDate(on, lang);
  const before = new Date(Date.parse(told.span.to) - 86_400_000).toISOString().slice(0, 10);
  const days = (value: number) => t('days', { count: value, days: number(value) });
  const timesOf = async (table: Table | null, nameOf: (key: string) => string) => {
    if (!table) return null;
    const lines = table.shown.map((one) => ({ ...one, label: nameOf(one.key) }));
    const [slowest, quickest] = extremes(lines);
    return {
      lines,
      rest: table.rest,
      n: table.shown.reduce((sum, { n }) => sum + n, table.rest),
      slowest,
      quickest,
      // One group alone is said by its numbers.
      svg: lines.length > 1 ? await drawQuartiles(lines.slice(0, DRAWN), days) : null,
    };
  };
  return {
    span: { from: day(told.span.from), to: day(before) },
    smallest: told.smallest,
    counted: told.counted,
    organisations: told.counters.length,
    /** The rules that anything is counted by. */
    rules: [...new Set(told.counters.flatMap(({ counters }) => counters.map(({ rule }) => rule)))],
    counters: told.counters.flatMap(({ slug, name, counters }) =>
      counters.flatMap(({ rule, lines }) =>
        lines.map((line, i) => ({
          ...line,
          key: `${slug} ${rule} ${i}`,
          organisation: label(name as Label, lang),
          rule,
          from: day(line.from),
          to: day(line.to),
        })),
      ),
    ),
    specialties: await timesOf(told.specialties, (key) =>
      label((told.names[key] ?? { en: key }) as Label, lang),
    ),
    countries: await timesOf(told.countries, (key) => countryName(key, lang)),
    outcomes: told.outcomes,
  };
}

export type StatisticsView = Awaited<ReturnType<typeof statisticsView>>;

/** The groups with the longest and the shortest median, where there are two to compare. */
function extremes<Line extends { median: number }>(lines: readonly Line[]) {
  const sorted = lines.toSorted((a, b) => b.median - a.median);
  const [slowest, quickest] = [sorted[0], sorted.at(-1)];
  return slowest && quickest && slowest.median > quickest.median
    ? ([slowest, quickest] as const)
    : ([null, null] as const);
}
