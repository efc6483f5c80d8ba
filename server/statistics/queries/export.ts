import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { csv } from '#server/platform/csv.ts';
import { query } from '#server/platform/use-case.ts';
import { statisticsFor } from './page.ts';

/** Names of columns in a form that every tool reads; the page has them in the reader's language. */
const HEADING = ['table', 'key', 'n', 'q1_days', 'median_days', 'q3_days'];
const COUNTERS = [
  'table',
  'organisation',
  'rule',
  'what',
  'from',
  'to',
  'counted',
  'least',
  'lacking',
];

export const exportStatistics = query('statistics.export', {
  summary: 'The same statistics as CSV, by the codes of what is counted',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'referral.stats',
  async run({ actor, tx }) {
    const told = await statisticsFor(tx, actor);
    const times = (['specialties', 'countries'] as const).flatMap((table) => [
      ...(told[table]?.shown ?? []).map(({ key, n, q1, median, q3 }) => [
        ...[table, key, n, q1, median, q3],
      ]),
      ...(told[table]?.rest ? [[table, 'rest', told[table].rest]] : []),
    ]);
    const outcomes = [
      ...(told.outcomes?.shown ?? []).map(({ key, n }) => ['outcomes', key, n]),
      ...(told.outcomes?.rest ? [['outcomes', 'rest', told.outcomes.rest]] : []),
    ];
    const counters = told.counters.flatMap(({ slug, counters }) =>
      counters.flatMap(({ rule, lines }) =>
        lines.map(({ what, from, to, counted, least, shortfall }) => [
          ...['counters', slug, rule, what, from, to, counted, least, shortfall],
        ]),
      ),
    );
    return {
      fileName: `statistics-${told.span.to}.csv`,
      csv: csv([HEADING, ...times, ...outcomes, [], COUNTERS, ...counters]),
    };
  },
});
