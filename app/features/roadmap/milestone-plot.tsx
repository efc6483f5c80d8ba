import type { T } from '#app/i18n/use-t.ts';
import { Plot, Table } from '#app/ui/index.ts';
import type { RoadmapData } from './roadmap-data.ts';

export type QuarterOfSteps = { label: string; plan: number; actual: number };

/** Milestones of the year by quarter: planned, and reached of those. */
export function MilestonePlot({
  svg,
  quarters,
  whole: { steps },
  year,
  t,
}: {
  svg: string;
  quarters: readonly QuarterOfSteps[];
  whole: RoadmapData['whole'];
  year: string;
  t: T<'roadmap'>;
}) {
  const reachedOfDue = Math.min(steps.reached, steps.due);
  const title =
    steps.due > 0
      ? t('plot.due', { year, reached: reachedOfDue, due: steps.due })
      : t(steps.planned > 0 ? 'plot.future' : 'plot.none', { year, planned: steps.planned });
  return (
    <Plot title={title} svg={svg} reveal={t('plot.table')}>
      <Table
        caption={title}
        dense
        rows={quarters}
        rowKey={({ label }) => label}
        columns={[
          { key: 'quarter', label: t('plot.quarter'), heads: true, cell: (one) => one.label },
          { key: 'plan', label: t('plot.planned'), align: 'end', cell: (one) => one.plan },
          { key: 'actual', label: t('plot.reached'), align: 'end', cell: (one) => one.actual },
        ]}
      />
    </Plot>
  );
}
