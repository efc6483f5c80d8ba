import { VerbForm } from '#app/features/events/verb-form.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Field, Select } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { AskFirst } from './ask-first.tsx';
import styles from './projects.module.css';

/** How long the posts of a space are kept, with the form that changes it. */
export function Retention({
  project,
  choices,
  next,
}: {
  project: Answer<'projects.editPage'>['project'];
  choices: NonNullable<Answer<'projects.editPage'>['retention']>;
  next: string;
}) {
  const t = useT('projects');
  const format = useFormat();
  const { retention } = project;
  return (
    <section className={styles.apart}>
      <h2>{t('retention.title')}</h2>
      <p>
        {retention
          ? `${t('retention.goes', { count: retention.years })} ${t('retention.from', { day: format.date(retention.from) })}`
          : t('retention.stays')}
      </p>
      <p>{t('retention.spared')}</p>
      <AskFirst
        act={t('retention.change')}
        button={
          <VerbForm
            action={`/discussions/projects/${project.id}/retention`}
            fields={{ next }}
            tone="danger"
            before={
              <Field label={t('retention.years')} name="years" form="retention">
                {(control) => (
                  <Select
                    {...control}
                    required={false}
                    defaultValue={retention?.years ?? ''}
                    placeholder={t('retention.good')}
                    options={choices.map(({ years, posts }) => ({
                      value: String(years),
                      label: t('retention.older', {
                        years: t('retention.for', { count: years }),
                        posts: format.number(posts),
                      }),
                    }))}
                  />
                )}
              </Field>
            }
          >
            {t('retention.save')}
          </VerbForm>
        }
      >
        {t('retention.warn')}
      </AskFirst>
    </section>
  );
}
