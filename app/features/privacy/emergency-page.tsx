import { Form } from '@remix-run/react';
import { displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { EMERGENCY_WORDS, VERDICTS } from '#server/privacy/plain.ts';
import {
  ErrorSummary,
  FactsList,
  Field,
  FormActs,
  FormStack,
  Page,
  PageHead,
  Panel,
  RadioGroup,
  Submit,
  Table,
  TextArea,
  type FormState,
} from '#app/ui/index.ts';
import { ReviewState } from './emergencies-page.tsx';
import styles from './privacy.module.css';

type Told = Answer<'privacy.emergencyPage'>;
type Words = { t: T<'privacy'>; format: Format };

/** What happened under one emergency access, and the review of it. */
export function EmergencyPage({ of, state }: { of: Told; state: FormState }) {
  const say = { t: useT('privacy'), format: useFormat() };
  const { t, format } = say;
  const { line } = of;
  return (
    <Page width="reading">
      <PageHead
        trail={[...useCaseTrail(), { label: t('emergencies.title'), to: '/referrals/emergencies' }]}
        title={t('review.title', { code: displayCode(line.code) })}
        state={<ReviewState line={line} {...say} />}
      />
      <Panel title={t('review.facts')}>
        <FactsList
          facts={[
            {
              label: t('emergencies.by'),
              value: line.by ? <span lang={line.by.lang}>{line.by.name}</span> : '—',
            },
            {
              label: t('emergencies.span'),
              value: `${format.dateTime(line.openedAt)} – ${format.time(line.until)}`,
            },
            { label: t('review.reason'), value: of.reason ?? t('review.gone') },
          ]}
        />
      </Panel>
      <Panel title={t('review.reads')}>
        <Reads reads={of.reads} {...say} />
      </Panel>
      {line.verdict ? (
        <Panel title={t('review.form')}>
          <p className={styles.note}>
            {line.reviewedAt && t('review.reviewedAt', { when: format.dateTime(line.reviewedAt) })}
          </p>
          <p>{of.review ?? t('review.gone')}</p>
        </Panel>
      ) : (
        <Review state={state} t={t} />
      )}
    </Page>
  );
}

function Reads({ reads, t, format }: { reads: Told['reads'] } & Words) {
  const looks = reads.filter(({ part }) => part !== 'emergency');
  if (looks.length === 0) return <p>{t('review.noReads')}</p>;
  return (
    <Table
      caption={t('review.reads')}
      columns={[
        {
          key: 'part',
          label: t('log.part'),
          heads: true,
          cell: ({ part }) => t(`log.part.${part}`),
        },
        {
          key: 'at',
          label: t('log.at'),
          cell: ({ at, count, since }) => (
            <>
              {format.dateTime(at)}
              {count > 1 && (
                <span className={styles.note}>
                  {t('log.times', { count, since: format.time(since) })}
                </span>
              )}
            </>
          ),
        },
      ]}
      rows={looks}
      rowKey={({ at, part }) => `${at} ${part}`}
    />
  );
}

function Review({ state, t }: { state: FormState; t: T<'privacy'> }) {
  return (
    <Panel title={t('review.form')}>
      <Form method="post">
        <ErrorSummary refused={state.refused} />
        <FormStack>
          <RadioGroup
            legend={t('review.verdict')}
            name="verdict"
            value={state.value('verdict')}
            error={state.error('verdict')}
            choices={VERDICTS.map((value) => ({ value, label: t(`verdict.${value}`) }))}
          />
          <Field
            label={t('review.words')}
            name="words"
            hint={t('review.words.hint')}
            error={state.error('words')}
          >
            {(control) => (
              <TextArea
                {...control}
                maxLength={EMERGENCY_WORDS.most}
                defaultValue={state.value('words')}
              />
            )}
          </Field>
          <FormActs>
            <Submit>{t('review.submit')}</Submit>
          </FormActs>
        </FormStack>
      </Form>
    </Panel>
  );
}
