import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Plot, Table, type Column } from '#app/ui/index.ts';
import type { StatisticsView } from './view.server.ts';

type Times = NonNullable<StatisticsView['specialties']>;
type Line = { key: string; label: string; n: number; q1?: number; median?: number; q3?: number };

/** How long acceptances took by one kind of group: the plot says it, the table has the numbers. */
export function TimesPlot({ times, by }: { times: Times; by: 'specialties' | 'countries' }) {
  const t = useT('statistics');
  const format = useFormat();
  const title =
    times.slowest && times.quickest
      ? t('times.finding', { slowest: times.slowest.label, quickest: times.quickest.label })
      : t(`times.${by}`);
  const lines: Line[] = [
    ...times.lines,
    ...(times.rest > 0 ? [{ key: 'rest', label: t('rest'), n: times.rest }] : []),
  ];
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  const columns: Column<Line>[] = [
    { key: 'group', label: t(`times.group.${by}`), heads: true, cell: ({ label }) => label },
    { key: 'n', label: t('times.n'), align: 'end', cell: ({ n }) => format.number(n) },
    { key: 'q1', label: t('times.q1'), align: 'end', cell: ({ q1 }) => number(q1) },
    { key: 'median', label: t('times.median'), align: 'end', cell: ({ median }) => number(median) },
    { key: 'q3', label: t('times.q3'), align: 'end', cell: ({ q3 }) => number(q3) },
  ];
  const table = <Table caption={title} columns={columns} rows={lines} rowKey={({ key }) => key} />;
  return times.svg ? (
    <Plot title={title} svg={times.svg} reveal={t('times.table')}>
      {table}
    </Plot>
  ) : (
    table
  );
}
