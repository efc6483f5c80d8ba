import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { FactsList, Pill, Table, type Column } from '#app/ui/index.ts';
import styles from './statistics.module.css';
import type { StatisticsView } from './view.server.ts';

type Line = StatisticsView['counters'][number];

/** What has been reached by each rule, what is lacking, and whose rules they are. */
export function Counters({
  counters,
  organisations,
  rules,
}: Pick<StatisticsView, 'counters' | 'organisations' | 'rules'>) {
  const t = useT('statistics');
  const format = useFormat();
  const nameOf = (rule: Line['rule']) => (rule === 'guarantorB' ? t('rule.listB') : rule);
  const columns: Column<Line>[] = [
    ...(organisations > 1
      ? [
          {
            key: 'organisation',
            label: t('counter.organisation'),
            cell: ({ organisation }: Line) => organisation,
          },
        ]
      : []),
    {
      key: 'rule',
      label: t('counter.rule'),
      heads: true,
      cell: ({ rule, what }) => (
        <span className={styles.rule}>
          {nameOf(rule)}
          <small>{t(`what.${what}`)}</small>
        </span>
      ),
    },
    {
      key: 'period',
      label: t('counter.period'),
      cell: ({ from, to }) => t('span', { from, to }),
    },
    {
      key: 'counted',
      label: t('counter.counted'),
      align: 'end',
      cell: ({ counted }) => format.number(counted),
    },
    {
      key: 'least',
      label: t('counter.least'),
      align: 'end',
      cell: ({ least }) => (least === null ? '–' : format.number(least)),
    },
    {
      key: 'shortfall',
      label: t('counter.state'),
      cell: ({ least, shortfall }) =>
        least === null ? (
          <Pill tone="neutral">{t('counter.report')}</Pill>
        ) : shortfall > 0 ? (
          <Pill tone="caution">{t('counter.lacking', { count: shortfall })}</Pill>
        ) : (
          <Pill tone="good">{t('counter.reached')}</Pill>
        ),
    },
  ];
  return (
    <>
      <Table caption={t('counters')} columns={columns} rows={counters} rowKey={({ key }) => key} />
      <FactsList facts={rules.map((rule) => ({ label: nameOf(rule), value: t(`rule.${rule}`) }))} />
    </>
  );
}
