import { VerbForm } from '#app/features/events/verb-form.tsx';
import { nameFor } from '#app/features/discussions/names.ts';
import { LANG_NAMES, LANG_TAGS, LANGS, isLang } from '#app/i18n/lang.ts';
import { Field, Select, TextArea } from '#app/ui/index.ts';
import { periodText, type PlanProps } from './plan-data.ts';
import styles from './projects.module.css';

const PHASES = ['plan', 'do', 'check', 'act'] as const;

/** The turns of plan, do, check and act, the present quarter first. */
export function Reviews({ data, verbs, next, t, lang, format }: PlanProps) {
  const periods = [
    ...new Set([...(data.may.plan ? [data.period] : []), ...data.reviews.map((one) => one.period)]),
  ];
  if (periods.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{t('reviews')}</h2>
      {periods.map((period) => (
        <div key={period} className={styles.part}>
          <h3>{periodText(period, t)}</h3>
          <div className={styles.cycle}>
            {PHASES.map((phase) => {
              const note = data.reviews.find((one) => one.period === period && one.phase === phase);
              const by = note && nameFor(note.by, lang);
              return (
                <article key={phase} className={styles.note}>
                  <h3>{t(`review.${phase}`)}</h3>
                  {note ? (
                    <>
                      <p lang={isLang(note.lang) ? LANG_TAGS[note.lang] : undefined}>{note.body}</p>
                      <small>
                        <span lang={by!.lang}>{by!.text}</span> {format.date(note.at)}
                      </small>
                    </>
                  ) : (
                    <small>{t('review.none')}</small>
                  )}
                  {data.may.plan && (
                    <details>
                      <summary>{note ? t('change') : t('review.write')}</summary>
                      <VerbForm
                        key={note?.version ?? 'new'}
                        action={`${verbs}/reviews/save`}
                        fields={{ period, phase, next, version: String(note?.version ?? '') }}
                        small
                        before={
                          <>
                            <Field
                              label={t(`review.${phase}`)}
                              name="body"
                              form={period + phase}
                              optional
                            >
                              {(control) => (
                                <TextArea {...control} maxLength={4000} defaultValue={note?.body} />
                              )}
                            </Field>
                            <Field label={t('language')} name="lang" form={period + phase}>
                              {(control) => (
                                <Select
                                  {...control}
                                  defaultValue={note?.lang ?? lang}
                                  options={LANGS.map((one) => ({
                                    value: one,
                                    label: LANG_NAMES[one],
                                    lang: LANG_TAGS[one],
                                  }))}
                                />
                              )}
                            </Field>
                          </>
                        }
                      >
                        {t('save')}
                      </VerbForm>
                    </details>
                  )}
                </article>
              );
            })}
          </div>
        </div>
      ))}
    </section>
  );
}
