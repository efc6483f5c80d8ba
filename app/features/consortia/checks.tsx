import { Link } from '@remix-run/react';
import { projectAddress } from '#app/features/discussions/addresses.ts';
import { VerbForm } from '#app/features/events/verb-form.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Pill, Table, type PillTone } from '#app/ui/index.ts';
import styles from './consortia.module.css';
import type { PageView } from './view.ts';

type Inside = NonNullable<PageView['inside']>;
type Check = Inside['checks'][number];
type Step = Inside['steps'][number];

const CHECKED: Record<Check['state'], PillTone> = {
  met: 'good',
  unmet: 'danger',
  missing: 'caution',
  notStated: 'neutral',
};
const STEPPED: Record<Step['state'], PillTone> = {
  done: 'good',
  late: 'danger',
  passed: 'neutral',
  ahead: 'neutral',
};
/** What is written in the project's own pages. */
const IN_PLAN: readonly Check['key'][] = ['milestones', 'kpis'];

/** Everything the application needs, and what of it is still missing. */
export function Checks({ data, inside }: { data: PageView; inside: Inside }) {
  const t = useT('consortia');
  const left = inside.checks.filter((one) => one.state === 'missing').length;
  const { slug } = data.project;
  return (
    <section className={styles.part} aria-labelledby="checks">
      <div className={styles.between}>
        <h2 id="checks">{t('checks')}</h2>
        {left > 0 && <Pill tone="caution">{t('checks.left', { count: left })}</Pill>}
      </div>
      <Table
        caption={t('checks')}
        rows={inside.checks}
        rowKey={(one) => one.key}
        dense
        columns={[
          {
            key: 'what',
            label: t('checks.what'),
            heads: true,
            cell: (one) => (
              <span className={styles.what}>
                {t(`check.${one.key}`)}
                {slug && data.may.write && one.state === 'missing' && (
                  <>
                    {one.key === 'goals' && (
                      <Link to={`${projectAddress(slug)}/edit`}>{t('fix.edit')}</Link>
                    )}
                    {IN_PLAN.includes(one.key) && (
                      <Link to={`${projectAddress(slug)}/plan`}>{t('fix.plan')}</Link>
                    )}
                  </>
                )}
              </span>
            ),
          },
          {
            key: 'state',
            label: t('checks.state'),
            cell: (one) => (
              <span className={styles.what}>
                <Pill tone={CHECKED[one.state]}>{t(`checked.${one.state}`)}</Pill>
                {one.of !== undefined && t('checked.count', { done: one.done ?? 0, of: one.of })}
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}

/** The steps before the day to be ready by, counted back from it. */
export function Steps({
  data,
  inside,
  verbs,
  next,
}: {
  data: PageView;
  inside: Inside;
  verbs: string;
  next: string;
}) {
  const t = useT('consortia');
  const format = useFormat();
  const { final, steps } = inside;
  return (
    <section className={styles.part} aria-labelledby="steps">
      <h2 id="steps">{t('steps')}</h2>
      {final ? (
        <>
          <p className={styles.note}>
            {t(final.from === 'programme' ? 'steps.programme' : 'steps.members', {
              day: format.calendarDate(final.on),
            })}{' '}
            {t('steps.rule')}
          </p>
          <ol role="list" className={styles.steps}>
            {steps.map(({ key, on, state }) => (
              <li key={key} data-state={state}>
                <time dateTime={on}>{format.calendarDate(on)}</time>
                <span>{t(`step.${key}`)}</span>
                <Pill tone={STEPPED[state]}>{t(`stepped.${state}`)}</Pill>
              </li>
            ))}
          </ol>
          {data.may.write && steps.some((step) => step.state === 'ahead') && (
            <VerbForm
              action={verbs}
              fields={{
                act: 'planSteps',
                next: data.project.slug ? `${projectAddress(data.project.slug)}/plan` : next,
              }}
              small
            >
              {t('steps.plan')}
            </VerbForm>
          )}
        </>
      ) : (
        <p className={styles.note}>{t('steps.none')}</p>
      )}
    </section>
  );
}
