import { Form } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  ErrorSummary,
  FormActs,
  Monogram,
  Panel,
  Pill,
  Submit,
  Table,
  type FormState,
} from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import { priceRange } from './price.ts';
import styles from './referrals.module.css';
import { StaleNotice } from './stale-notice.tsx';
import type { Words } from './view.ts';

export type AnswerView = Omit<Answer<'referrals.answers'>['answers'][number], 'name'> & {
  name: Words;
};

/** The willing answers side by side: one is chosen, others may be ranked as backups. */
export function AnswersForm({
  answers,
  version,
  state,
  t,
  format,
}: {
  answers: readonly AnswerView[];
  version: number;
  state: FormState;
  t: T<'referrals'>;
  format: Format;
}) {
  const day = format.calendarDate;
  const places = Array.from({ length: Math.min(5, answers.length - 1) }, (_, i) => String(i + 1));
  return (
    <Form method="post" className={styles.own}>
      {state.refused?.code === 'STALE_VERSION' ? (
        <StaleNotice state={state} t={t} format={format} />
      ) : (
        <ErrorSummary refused={state.refused} />
      )}
      <input type="hidden" name="version" value={version} />
      <Panel title={t('case.answers')} note={t('answers.lead')}>
        <Table
          caption={t('answers.title')}
          rows={answers}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'hospital',
              label: t('answers.hospital'),
              heads: true,
              cell: ({ id, name, monogram, hue, version: answerVersion, ...answer }) => (
                <>
                  <label className={styles.pick}>
                    <input
                      type="radio"
                      id={id === answers[0]?.id ? 'f-orgId' : `pick-${id}`}
                      name="orgId"
                      value={id}
                      required
                      disabled={answer.expired || !answer.consented}
                      defaultChecked={state.value('orgId') === id}
                    />
                    <Monogram text={monogram} hue={hue} size={20} />
                    <span lang={name.lang}>{name.text}</span>
                  </label>
                  <input type="hidden" name={`answer.${id}`} value={answerVersion} />
                  <span className={styles.answerNote}>{answer.department}</span>
                  {answer.expired && <Pill tone="caution">{t('answers.expired')}</Pill>}
                  {!answer.consented && <Pill tone="caution">{t('answers.noConsent')}</Pill>}
                </>
              ),
            },
            {
              key: 'price',
              label: t('answers.price'),
              align: 'end',
              cell: (answer) => <span className={styles.price}>{priceRange(answer, format)}</span>,
            },
            {
              key: 'earliest',
              label: t('answers.earliestOn'),
              cell: (each) => day(each.earliestOn),
            },
            { key: 'valid', label: t('answers.validUntil'), cell: (each) => day(each.validUntil) },
            {
              key: 'note',
              label: t('answers.note'),
              cell: ({ note }) => (note ? <span className={styles.answerNote}>{note}</span> : '—'),
            },
            ...(places.length > 0
              ? [
                  {
                    key: 'rank',
                    label: t('answers.rank'),
                    cell: ({ id, name, expired }: AnswerView) => (
                      <select
                        name={`rank.${id}`}
                        className={styles.rank}
                        aria-label={t('answers.rank.of', { name: name.text })}
                        disabled={expired}
                        defaultValue={state.value(`rank.${id}`)}
                      >
                        <option value="">{t('answers.rank.none')}</option>
                        {places.map((place) => (
                          <option key={place} value={place}>
                            {t('answers.rank.place', { place })}
                          </option>
                        ))}
                      </select>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Panel>
      <FormActs>
        <Submit>{t('answers.confirm')}</Submit>
      </FormActs>
    </Form>
  );
}
