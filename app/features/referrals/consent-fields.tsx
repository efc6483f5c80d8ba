import type { T } from '#app/i18n/use-t.ts';
import {
  Checkbox,
  Field,
  FieldError,
  RadioGroup,
  Select,
  TextInput,
  type FormState,
  type Option,
} from '#app/ui/index.ts';
import {
  CONSENT_COVERS,
  CONSENT_GIVERS,
  CONSENT_METHODS,
  CONSENT_TEXT_VERSION,
} from '#server/referrals/schemas.ts';
import styles from './referrals.module.css';

/** What the patient agreed to, as a form: shown with the wording that was agreed to. */
export function ConsentFields({
  languages,
  today,
  state,
  t,
}: {
  languages: readonly Option[];
  today: string;
  state: FormState;
  t: T<'referrals'>;
}) {
  return (
    <>
      <div className={styles.prose}>
        <h3>{t('consent.wording', { text: CONSENT_TEXT_VERSION })}</h3>
        <p>{t('consent.text')}</p>
      </div>
      <fieldset className={styles.covers}>
        <legend>{t('consent.covers')}</legend>
        {CONSENT_COVERS.map((value) => (
          <Checkbox
            key={value}
            name={`covers.${value}`}
            label={t(`covers.${value}`)}
            hint={t(`covers.${value}.hint`)}
            defaultChecked={state.refused ? state.checked(`covers.${value}`) : true}
          />
        ))}
        <FieldError error={state.error('covers')} />
      </fieldset>
      <p className={styles.hint}>{t('consent.class.hint')}</p>
      <RadioGroup
        legend={t('consent.givenBy.label')}
        name="givenBy"
        inline
        value={state.value('givenBy', 'patient')}
        error={state.error('givenBy')}
        choices={CONSENT_GIVERS.map((value) => ({ value, label: t(`giver.${value}`) }))}
      />
      <RadioGroup
        legend={t('consent.method')}
        name="method"
        inline
        value={state.value('method', 'written')}
        error={state.error('method')}
        choices={CONSENT_METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
      />
      <div className={styles.pair}>
        <Field label={t('consent.lang')} name="lang" error={state.error('lang')}>
          {(control) => (
            <Select
              {...control}
              options={languages}
              placeholder={t('open.choose')}
              defaultValue={state.value('lang')}
            />
          )}
        </Field>
        <Field label={t('consent.givenOn')} name="givenOn" error={state.error('givenOn')}>
          {(control) => (
            <TextInput {...control} type="date" max={today} defaultValue={state.value('givenOn')} />
          )}
        </Field>
      </div>
    </>
  );
}
