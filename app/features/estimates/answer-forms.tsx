import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { DECLINE_REASONS } from '#server/estimates/plain.ts';
import {
  Field,
  FormStack,
  Panel,
  RadioGroup,
  Submit,
  TextArea,
  type FormState,
} from '#app/ui/index.ts';
import { Common } from './common-fields.tsx';
import styles from './estimates.module.css';
import type { VersionView } from './view.ts';

/** The answer of the patient's side: yes at one press, no with a reason. */
export function AnswerForms({
  shown,
  state,
  t,
}: {
  shown: VersionView;
  state: FormState;
  t: T<'estimates'>;
}) {
  const declining = state.value('act', '') === 'decline';
  return (
    <Panel title={t('answer.title')}>
      <div className={styles.stack}>
        <Form method="post" className={styles.stack}>
          <Common shown={shown} act="accept" />
          <p className={styles.note}>{t('accept.lead')}</p>
          <div>
            <Submit tone="primary">{t('accept')}</Submit>
          </div>
        </Form>
        <details open={declining}>
          <summary>{t('decline.title')}</summary>
          <Form method="post">
            <Common shown={shown} act="decline" />
            <FormStack>
              <RadioGroup
                legend={t('decline.reason')}
                name="reason"
                value={state.value('reason', '')}
                error={state.error('reason')}
                choices={DECLINE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
              />
              <Field label={t('decline.words')} name="words" error={state.error('words')} optional>
                {(control) => <TextArea {...control} maxLength={1000} />}
              </Field>
              <div>
                <Submit tone="danger">{t('decline')}</Submit>
              </div>
            </FormStack>
          </Form>
        </details>
      </div>
    </Panel>
  );
}
