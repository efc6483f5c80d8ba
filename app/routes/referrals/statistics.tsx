import { useLoaderData } from '@remix-run/react';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { Counters } from '#app/features/statistics/counter-table.tsx';
import styles from '#app/features/statistics/statistics.module.css';
import { TimesPlot } from '#app/features/statistics/times-plot.tsx';
import { statisticsView, type StatisticsView } from '#app/features/statistics/view.server.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, EmptyState, FactsList, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['statistics'], async ({ forum, context }) =>
  statisticsView(await forum.call('statistics.page', {}), context.lang),
);

export const meta = titled('statistics', (t) => t('title'));

export default function Statistics() {
  const view = useLoaderData<typeof loader>().data;
  const t = useT('statistics');
  return (
    <Page>
      <PageHead
        trail={useCaseTrail()}
        title={t('title')}
        facts={[t('span', view.span)]}
        acts={
          <ButtonLink to="/referrals/statistics.csv" reloadDocument>
            {t('csv')}
          </ButtonLink>
        }
      />
      {view.smallest !== null && (
        <p className={styles.hint}>{t('smallest', { count: view.smallest })}</p>
      )}
      {view.counters.length > 0 && (
        <section className={styles.part}>
          <h2>{t('counters')}</h2>
          <p className={styles.hint}>{t('counters.hint')}</p>
          <Counters {...view} />
        </section>
      )}
      <section className={styles.part}>
        <h2>{t('times')}</h2>
        <p className={styles.hint}>{t('times.hint')}</p>
        {view.specialties || view.countries ? (
          <div className={styles.plots}>
            {view.specialties && <TimesPlot times={view.specialties} by="specialties" />}
            {view.countries && <TimesPlot times={view.countries} by="countries" />}
          </div>
        ) : (
          <Nothing counted={view.counted} />
        )}
      </section>
      <Outcomes outcomes={view.outcomes} />
    </Page>
  );
}

/** Why there are no numbers. */
function Nothing({ counted }: Pick<StatisticsView, 'counted'>) {
  const t = useT('statistics');
  const why = counted ? 'tooFew' : 'notCounted';
  return <EmptyState title={t(why)}>{t(`${why}.text`)}</EmptyState>;
}

const OUTCOMES = ['accepted', 'opinion', 'open', 'noTaker', 'cancelled'] as const;

function Outcomes({ outcomes }: Pick<StatisticsView, 'outcomes'>) {
  const t = useT('statistics');
  const format = useFormat();
  if (!outcomes) return null;
  const found = OUTCOMES.flatMap((key) => {
    const cell = outcomes.shown.find((one) => one.key === key);
    return cell ? [{ label: t(`outcome.${key}`), value: format.number(cell.n) }] : [];
  });
  return (
    <section className={styles.part}>
      <h2>{t('outcomes')}</h2>
      <FactsList
        layout="columns"
        facts={[
          ...found,
          ...(outcomes.rest > 0 ? [{ label: t('rest'), value: format.number(outcomes.rest) }] : []),
        ]}
      />
    </section>
  );
}
