import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { DIRECTION_ICONS } from '#app/features/roadmap/project-mark.tsx';
import { MilestonePlot } from '#app/features/roadmap/milestone-plot.tsx';
import { OpenCell } from '#app/features/roadmap/open-cell.tsx';
import {
  asked,
  cellKey,
  chosenFrom,
  roadmapAddress,
  wordsOf,
  type RoadmapData,
} from '#app/features/roadmap/roadmap-data.ts';
import { RoadmapFilter } from '#app/features/roadmap/roadmap-filter.tsx';
import { RoadmapGrid } from '#app/features/roadmap/roadmap-grid.tsx';
import styles from '#app/features/roadmap/roadmap.module.css';
import { ViewTabs } from '#app/features/projects/view-tabs.tsx';
import { countryName } from '#app/i18n/country.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { wordsFor } from '#app/i18n/strings.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import type { RootData } from '#app/shell/shell-data.ts';
import { drawPlanAndActual } from '#app/ui/plot/plan-and-actual.server.ts';
import { Button, ButtonLink, EmptyState, Figures, Icon, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['roadmap', 'projects'], async ({ forum, url, context }) => {
  const chosen = chosenFrom(url.searchParams);
  const map = await forum.call('projects.roadmap', asked(chosen));
  const t = wordsFor(context.lang, 'roadmap');
  const quarters = quartersOf(map, (n) => t('quarter', { n }));
  const shown = map.matrix.groups.flatMap(({ rows }) => rows.map(({ country }) => country));
  return {
    ...map,
    chosen,
    open: url.searchParams.get('cell'),
    countryNames: Object.fromEntries(
      [...new Set([...shown, ...map.offered.countries])]
        .filter((code) => code !== 'none')
        .map((code) => [code, countryName(code, context.lang)]),
    ),
    quarters,
    plot: await drawPlanAndActual(quarters, {
      plan: t('plot.planned'),
      actual: t('plot.reached'),
      number: String,
    }),
  };
});

export const meta = titled('roadmap', (t) => t('title'));

export default function Roadmap() {
  const data = useLoaderData<typeof loader>().data;
  const org = (useRouteLoaderData('root') as { data: RootData } | undefined)?.data.shell?.acting
    ?.name;
  const t = useT('roadmap');
  const lang = useLang();
  const format = useFormat();
  const { chosen, open, countryNames, whole } = data;
  const year = t('yearName', { year: String(data.year) });
  const props = { data, countryNames, chosen, open, t, lang, format };
  const countries = data.offered.countries.map((code) => ({
    value: code,
    label: countryNames[code]!,
  }));
  const { length: rows } = data.matrix.groups.flatMap((group) => group.rows);
  return (
    <Page>
      <div className={styles.roadmap}>
        <PageHead
          title={`${t('title')} ${year}`}
          facts={[t('lead')]}
          acts={
            <>
              <ButtonLink
                to={roadmapAddress(chosen).replace('roadmap', 'roadmap.csv')}
                icon="download"
                reloadDocument
              >
                {t('csv')}
              </ButtonLink>
              <Button icon="printer" onClick={() => window.print()}>
                {t('print')}
              </Button>
            </>
          }
        />
        <p className={styles.printed}>
          {t('printed', { org: org ?? '', date: format.calendarDate(data.today) })}
        </p>
        <ViewTabs />
        <RoadmapFilter data={data} countries={countries} chosen={chosen} t={t} lang={lang} />
        {data.projects.length === 0 ? (
          <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
        ) : (
          <>
            <Figures
              figures={[
                { value: String(data.projects.length), label: t('projects.all') },
                { value: String(rows), label: t('countries') },
                {
                  value: t('of', { done: whole.steps.reached, all: whole.steps.planned }),
                  label: t('steps'),
                  note: t('steps.note'),
                },
                {
                  value: t('of', { done: whole.kpis.onPlan, all: whole.kpis.measured }),
                  label: t('kpis'),
                  note: t('kpis.note'),
                },
                {
                  value: t('of', { done: whole.events.held, all: whole.events.planned }),
                  label: t('events'),
                  note: t('events.note'),
                },
                { value: String(whole.steps.late), label: t('late') },
              ]}
            />
            <RoadmapGrid {...props} />
            <Legend data={data} />
            <OpenedCell {...props} />
            <MilestonePlot
              svg={data.plot}
              quarters={data.quarters}
              whole={whole}
              year={year}
              t={t}
            />
          </>
        )}
      </div>
    </Page>
  );
}

function Legend({
  data,
}: {
  data: Pick<RoadmapData, 'directions' | 'countsReferrals' | 'smallestCount'>;
}) {
  const t = useT('roadmap');
  const lang = useLang();
  return (
    <div className={styles.legend}>
      <h2>{t('legend')}</h2>
      <ul role="list">
        {data.directions.map(({ code, labels }) => (
          <li key={code}>
            <Icon name={DIRECTION_ICONS[code] ?? 'arrow-right'} size={14} />{' '}
            <LabelText of={labels} lang={lang} />
          </li>
        ))}
        <li className={styles.late}>
          <Icon name="circle-alert" size={14} /> {t('legend.late')}
        </li>
        <li>{t('legend.stage')}</li>
        {data.countsReferrals && <li>{t('referrals.note', { k: data.smallestCount })}</li>}
      </ul>
    </div>
  );
}

function OpenedCell(
  props: Omit<Parameters<typeof OpenCell>[0], 'title' | 'projects'> & { open: string | null },
) {
  const { open, data, countryNames, t, lang } = props;
  if (!open) return null;
  const [country = '', theme = ''] = open.split('.');
  const cell = data.matrix.groups
    .flatMap(({ rows }) => rows)
    .flatMap((row) => row.cells.map((one) => ({ key: cellKey(row.country, one.theme), one })))
    .find(({ key }) => key === open)?.one;
  const title = t('cell', {
    country: countryNames[country] ?? t('none.country'),
    theme: theme === 'none' ? t('none.theme') : wordsOf(data.themes, lang)(theme),
  });
  return (
    <OpenCell
      {...props}
      title={title}
      projects={data.projects.filter(({ id }) => cell?.projectIds.includes(id))}
    />
  );
}

/** What the year planned for each quarter, and what was reached of that. */
function quartersOf({ projects }: Pick<RoadmapData, 'projects'>, name: (n: number) => string) {
  const steps = projects.flatMap((project) => project.steps);
  return [1, 2, 3, 4].map((n) => {
    const planned = steps.filter(({ plannedOn }) => quarterOf(plannedOn) === n);
    return {
      label: name(n),
      plan: planned.length,
      actual: planned.filter((step) => step.doneOn !== null).length,
    };
  });
}

function quarterOf(day: string): number {
  return Math.floor(((Number(day.slice(5, 7)) + 8) % 12) / 3) + 1;
}
