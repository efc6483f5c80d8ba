import { Link } from '@remix-run/react';
import { LabelText } from '#app/i18n/label-text.tsx';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { VisuallyHidden } from '#app/ui/index.ts';
import { ProjectMark } from './project-mark.tsx';
import {
  cellKey,
  roadmapAddress,
  wordsOf,
  type Chosen,
  type RoadmapCell,
  type RoadmapData,
} from './roadmap-data.ts';
import styles from './roadmap.module.css';
import { useGridKeys } from './use-grid-keys.ts';

export type GridProps = {
  data: RoadmapData;
  /** Countries in the reader's language. */
  countryNames: Readonly<Record<string, string>>;
  chosen: Chosen;
  open: string | null;
  t: T<'roadmap'>;
  lang: Lang;
  format: Format;
};

/** Marks in a cell on a screen; paper shows all. */
const SHOWN = 3;

/** The country × field matrix. On a phone each country becomes a list of its fields. */
export function RoadmapGrid(props: GridProps) {
  const { data, countryNames, open, t, lang } = props;
  const { ref, onKeyDown } = useGridKeys();
  const themeWords = wordsOf(data.themes, lang);
  const themes = data.matrix.themes.map((code) => ({
    code,
    name: code === 'none' ? t('none.theme') : themeWords(code),
  }));
  const drawCell = cellPainter(props);
  return (
    <div className={styles.frame}>
      <p id="grid-keys" hidden>
        {t('grid.keys')}
      </p>
      <table
        ref={ref}
        role="grid"
        className={styles.grid}
        aria-label={t('grid')}
        aria-describedby="grid-keys"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr role="row">
            <th role="columnheader">
              <VisuallyHidden>{t('country')}</VisuallyHidden>
            </th>
            {themes.map(({ code, name }) => (
              <th key={code} scope="col" role="columnheader">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {data.matrix.groups.map(({ region, rows }) => (
          <tbody key={region}>
            <tr role="row" className={styles.region}>
              <th scope="rowgroup" role="rowheader" colSpan={themes.length + 1}>
                {t(`region.${region}`)}
              </th>
            </tr>
            {rows.map(({ country, cells, referrals }) => {
              const name = countryNames[country] ?? t('none.country');
              return (
                <tr key={country} role="row">
                  <th scope="row" role="rowheader">
                    {name}
                    {referrals !== null && <small>{t('referrals', { count: referrals })}</small>}
                  </th>
                  {themes.map((theme) => {
                    const cell = cells.find((one) => one.theme === theme.code);
                    return (
                      <td
                        key={theme.code}
                        role="gridcell"
                        data-label={theme.name}
                        data-open={open === cellKey(country, theme.code) ? '' : undefined}
                      >
                        {cell && drawCell(cell, country, `${name} · ${theme.name}`)}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** Words are looked up once for the page, not in each of its cells. */
function cellPainter({ data, chosen, t, lang }: GridProps) {
  const projects = new Map(data.projects.map((one) => [one.id, one]));
  const stages = data.stages.map(({ code }) => code);
  const stageWords = wordsOf(data.stages, lang);
  const directionWords = wordsOf(data.directions, lang);
  const late = t('legend.late');
  const [stepsWord, kpisWord] = [t('short.steps'), t('short.kpis')];

  return function drawCell(cell: RoadmapCell, country: string, place: string) {
    const { steps, kpis, projectIds } = cell;
    const reached = t('of', { done: steps.reached, all: steps.planned });
    const onPlan = t('of', { done: kpis.onPlan, all: kpis.measured });
    return (
      <Link
        to={roadmapAddress(chosen, cellKey(country, cell.theme))}
        preventScrollReset
        className={styles.cell}
      >
        <VisuallyHidden>{place}</VisuallyHidden>
        {projectIds.map((id, i) => {
          const project = projects.get(id)!;
          return (
            <span key={id} className={i < SHOWN ? undefined : styles.onPaper}>
              <ProjectMark
                direction={project.direction}
                place={stages.indexOf(project.stage) + 1}
                places={stages.length}
                words={{
                  title: <LabelText of={project.title} lang={lang} />,
                  direction: directionWords(project.direction),
                  stage: stageWords(project.stage),
                  late: project.late > 0 ? late : null,
                }}
              />
            </span>
          );
        })}
        {projectIds.length > SHOWN && (
          <small className={styles.more}>{t('more', { count: projectIds.length - SHOWN })}</small>
        )}
        {(steps.planned > 0 || kpis.measured > 0) && (
          <small className={styles.sums}>
            {steps.planned > 0 && (
              <span>
                {stepsWord} <b>{reached}</b>
              </span>
            )}
            {kpis.measured > 0 && (
              <span>
                {kpisWord} <b>{onPlan}</b>
              </span>
            )}
          </small>
        )}
      </Link>
    );
  };
}
