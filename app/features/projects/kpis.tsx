import { VerbForm } from '#app/features/events/verb-form.tsx';
import { LANG_NAMES, LANG_TAGS } from '#app/i18n/lang.ts';
import { label } from '#app/i18n/label.ts';
import { EmptyState, Field, Meter, Plot, Select, Table, TextInput } from '#app/ui/index.ts';
import { periodText, type PlanData, type PlanProps } from './plan-data.ts';
import styles from './projects.module.css';

type Kpi = PlanData['kpis'][number];

/** What a project is measured by: plan and actual of each fiscal quarter or year. */
export function Kpis(props: PlanProps) {
  const { data, verbs, next, t, lang } = props;
  return (
    <section className={styles.part}>
      <h2>{t('kpis')}</h2>
      {data.kpis.length === 0 && (
        <EmptyState title={t('kpis.empty')}>{t('kpis.emptyText')}</EmptyState>
      )}
      {data.kpis.map((kpi) => (
        <KpiTable key={kpi.id} {...props} kpi={kpi} />
      ))}
      {data.may.plan && (
        <details>
          <summary>{t('kpi.add')}</summary>
          <VerbForm
            action={`${verbs}/kpis/add`}
            fields={{ next }}
            className={styles.inline}
            before={
              <>
                {(['name', 'unit'] as const).flatMap((name) =>
                  (['ja', 'en'] as const).map((each) => (
                    <Field
                      key={`${name}.${each}`}
                      label={`${t(`kpi.${name}`)} (${LANG_NAMES[each]})`}
                      name={`${name}.${each}`}
                      form="kpi"
                      optional={each !== lang}
                    >
                      {({ required: _required, ...control }) => (
                        <TextInput
                          {...control}
                          lang={LANG_TAGS[each]}
                          maxLength={name === 'unit' ? 30 : 120}
                        />
                      )}
                    </Field>
                  )),
                )}
                <Field label={t('kpi.better')} name="better" form="kpi">
                  {(control) => (
                    <Select
                      {...control}
                      options={[
                        { value: 'more', label: t('kpi.more') },
                        { value: 'less', label: t('kpi.less') },
                      ]}
                    />
                  )}
                </Field>
                <Field label={t('kpi.yearly')} name="yearly" form="kpi">
                  {(control) => (
                    <Select
                      {...control}
                      options={[
                        { value: 'sum', label: t('kpi.sum') },
                        { value: 'last', label: t('kpi.last') },
                      ]}
                    />
                  )}
                </Field>
              </>
            }
          >
            {t('kpi.add')}
          </VerbForm>
        </details>
      )}
    </section>
  );
}

function KpiTable({ kpi, data, verbs, next, t, lang, format }: PlanProps & { kpi: Kpi }) {
  const name = label(kpi.name, lang);
  const unit = label(kpi.unit, lang);
  const figure = (value: number | null) => (value === null ? '—' : format.number(value));
  const plot = data.plots[kpi.id];
  const table = (
    <Table
      caption={name}
      dense
      rows={kpi.values}
      rowKey={(value) => value.period}
      columns={[
        {
          key: 'period',
          label: t('period'),
          heads: true,
          cell: (value) => periodText(value.period, t),
        },
        { key: 'plan', label: t('plan'), align: 'end', cell: (value) => figure(value.plan) },
        {
          key: 'actual',
          label: t('actual'),
          align: 'end',
          cell: (value) => figure(value.actual),
        },
        {
          key: 'share',
          label: t('share'),
          cell: (value) =>
            value.share === null ? (
              '—'
            ) : (
              <span className={styles.share}>
                <Meter
                  label={`${name} ${periodText(value.period, t)}`}
                  value={Math.min(value.share, 1)}
                  max={1}
                  note={format.percent(value.share)}
                  bare
                />
                {format.percent(value.share)}
              </span>
            ),
        },
      ]}
    />
  );
  return (
    <>
      <h3>
        {name} <small>({unit})</small>
      </h3>
      {plot ? (
        <Plot title={findingOf(kpi, name, unit, figure, t)} svg={plot} reveal={t('plot.values')}>
          {table}
        </Plot>
      ) : (
        kpi.values.length > 0 && table
      )}
      {data.may.plan && (
        <details>
          <summary>{t('kpi.record')}</summary>
          <VerbForm
            action={`${verbs}/kpis/record`}
            fields={{ kpiId: kpi.id, next }}
            className={styles.inline}
            before={
              <>
                <Field label={t('period')} name="period" form={kpi.id}>
                  {(control) => (
                    <Select
                      {...control}
                      defaultValue={data.period}
                      options={data.periods.map((period) => ({
                        value: period,
                        label: periodText(period, t),
                      }))}
                    />
                  )}
                </Field>
                {(['plan', 'actual'] as const).map((each) => (
                  <Field
                    key={each}
                    label={`${t(each)} (${unit})`}
                    name={each}
                    form={kpi.id}
                    optional
                  >
                    {(control) => <TextInput {...control} inputMode="decimal" inputSize="short" />}
                  </Field>
                ))}
              </>
            }
          >
            {t('save')}
          </VerbForm>
          <VerbForm
            action={`${verbs}/kpis/remove`}
            fields={{ kpiId: kpi.id, next }}
            tone="danger"
            small
          >
            {t('kpi.remove')}
          </VerbForm>
        </details>
      )}
    </>
  );
}

/** What the newest period with an actual says. */
function findingOf(
  { values }: Kpi,
  name: string,
  unit: string,
  figure: (value: number | null) => string,
  t: PlanProps['t'],
): string {
  const newest = values.findLast(({ actual }) => actual !== null);
  if (!newest) return t('plot.open', { name });
  return t('plot.title', {
    name,
    unit,
    plan: figure(newest.plan),
    actual: figure(newest.actual),
    period: periodText(newest.period, t),
  });
}
