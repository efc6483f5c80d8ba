import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { MOST_TRIES } from '#server/status-page/plain.ts';
import {
  ErrorSummary,
  FieldError,
  fieldId,
  Notice,
  Submit,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import styles from './patient-page.module.css';

const PARTS = ['year', 'month', 'day'] as const;
const AUTO = { year: 'bday-year', month: 'bday-month', day: 'bday-day' } as const;

/** What the page asks before it shows anything: links get forwarded. */
export function BirthForm({
  wrong,
  state,
  t,
}: {
  wrong: boolean;
  state: FormState;
  t: T<'patientPage'>;
}) {
  const error = state.error('birthDate');
  return (
    <Form method="post" className={styles.gate}>
      {wrong ? (
        <div role="alert">
          <Notice tone="caution" title={t('gate.wrong')}>
            {t('gate.wrong.text')}
          </Notice>
        </div>
      ) : (
        <ErrorSummary refused={state.refused} labels={{ birthDate: t('gate.birth') }} />
      )}
      <p>{t('gate.lead')}</p>
      <fieldset className={styles.birth} id={fieldId('birthDate')} aria-describedby="birth-hint">
        <legend>{t('gate.birth')}</legend>
        <p id="birth-hint" className={styles.quiet}>
          {t('gate.birth.hint')}
        </p>
        <div className={styles.birthParts}>
          {PARTS.map((part) => (
            <label key={part}>
              {t(`gate.${part}`)}
              <TextInput
                name={part}
                inputMode="numeric"
                autoComplete={AUTO[part]}
                maxLength={part === 'year' ? 4 : 2}
                size={part === 'year' ? 4 : 2}
                required
                aria-invalid={error ? true : undefined}
                defaultValue={state.value(part, '')}
              />
            </label>
          ))}
        </div>
        <FieldError error={error} />
      </fieldset>
      <Submit tone="primary" wide>
        {t('gate.open')}
      </Submit>
      <p className={styles.quiet}>{t('gate.limit', { count: MOST_TRIES })}</p>
    </Form>
  );
}
