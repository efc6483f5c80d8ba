import { Link } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label } from '#app/i18n/label.ts';
import { Icon, Meter, Pill, Table, type IconName } from '#app/ui/index.ts';
import { DIRECTION_ICONS } from './project-mark.tsx';
import { roadmapAddress, wordsOf, type RoadmapProject } from './roadmap-data.ts';
import type { GridProps } from './roadmap-grid.tsx';
import styles from './roadmap.module.css';

const TRENDS: Record<string, IconName> = {
  up: 'arrow-up-right',
  level: 'arrow-right',
  down: 'arrow-down',
};

/** The projects of one cell with plan and actual of the year. */
export function OpenCell({
  title,
  projects,
  ...props
}: Omit<GridProps, 'open'> & { title: string; projects: readonly RoadmapProject[] }) {
  const { data, chosen, t, lang, format } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  const stageWords = wordsOf(data.stages, lang);
  const directionWords = wordsOf(data.directions, lang);
  return (
    <section id="cell" className={styles.opened} aria-labelledby="cell-title">
      <header>
        <h2 id="cell-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Link to={roadmapAddress(chosen)} preventScrollReset>
          <Icon name="x" size={16} /> {t('cell.close')}
        </Link>
      </header>
      {projects.length === 0 ? (
        <p>{t('cell.empty')}</p>
      ) : (
        <Table
          caption={title}
          rows={projects}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'project',
              label: t('project'),
              heads: true,
              cell: (one) => (
                <>
                  <Link to={`${projectAddress(one.slug)}/plan`}>
                    <LabelText of={one.title} lang={lang} />
                  </Link>
                  <small className={styles.about}>
                    <Icon name={DIRECTION_ICONS[one.direction] ?? 'arrow-right'} size={14} />
                    {directionWords(one.direction)}
                    <br />
                    {stageWords(one.stage)} · <LabelText of={one.lead.name} lang={lang} />
                  </small>
                  {one.ended && <Pill>{t('ended')}</Pill>}
                </>
              ),
            },
            {
              key: 'steps',
              label: t('steps'),
              cell: (one) => (
                <span className={styles.stack}>
                  {t('of', {
                    done: one.steps.filter((step) => step.doneOn).length,
                    all: one.steps.length,
                  })}
                  {one.late > 0 && (
                    <Pill tone="danger">{t('late.count', { count: one.late })}</Pill>
                  )}
                </span>
              ),
            },
            {
              key: 'next',
              label: t('next'),
              cell: ({ next }) =>
                next ? (
                  <span className={styles.stack}>
                    <LabelText of={next.title} lang={lang} />
                    <small data-late={next.late ? '' : undefined}>
                      {format.calendarDate(next.plannedOn)}
                      {next.late && ` · ${t('overdue')}`}
                    </small>
                  </span>
                ) : (
                  t('nothingNext')
                ),
            },
            { key: 'figures', label: t('figures'), cell: (one) => figures(one, props) },
          ]}
        />
      )}
    </section>
  );
}

function figures({ kpis }: RoadmapProject, { t, lang, format }: Omit<GridProps, 'open'>) {
  const recorded = kpis.filter(({ plan, actual }) => plan !== null || actual !== null);
  if (recorded.length === 0) return t('noFigures');
  const number = (value: number | null) => (value === null ? '—' : format.number(value));
  return (
    <ul role="list" className={styles.figures}>
      {recorded.map(({ id, name, unit, plan, toDate, actual, share, trend }) => (
        <li key={id}>
          <span>
            <LabelText of={name} lang={lang} />
          </span>
          <span className={styles.numbers}>
            {t('actual')} <b>{number(actual)}</b> / {t('plan')} {number(plan)}{' '}
            <LabelText of={unit} lang={lang} />
            {toDate !== null && toDate !== plan && ` (${t('toDate', { value: number(toDate) })})`}
          </span>
          {share !== null && (
            <span className={styles.share}>
              <Meter
                label={label(name, lang)}
                value={Math.min(share, 1)}
                max={1}
                note={format.percent(share)}
                bare
              />
              {format.percent(share)}
            </span>
          )}
          {trend && (
            <small className={styles.trend}>
              <Icon name={TRENDS[trend]!} size={14} /> {t(`trend.${trend}`)}
            </small>
          )}
        </li>
      ))}
    </ul>
  );
}
