import { Form } from '@remix-run/react';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Field, Select, Submit, TextInput, type FormState } from '#app/ui/index.ts';
import styles from './membership.module.css';

type Part = 'familyName' | 'givenName' | 'familyReading' | 'givenReading' | 'latinName';

/** The account of somebody who was invited: their name as colleagues read it, and a password. */
export function InvitedForm({
  email,
  zone,
  zones,
  state,
}: {
  email: string;
  zone: string;
  zones: { value: string; label: string }[];
  state: FormState;
}) {
  const t = useT('membership');
  const lang = useLang();
  const line = (name: Part, more: { optional?: true; lang?: string; autoComplete?: string }) => (
    <Field
      label={t(`invited.${name}`)}
      name={name}
      error={state.error(name)}
      {...(more.optional && { optional: true })}
    >
      {(control) => (
        <TextInput
          {...control}
          defaultValue={state.value(name, '')}
          maxLength={name === 'latinName' ? 200 : 100}
          lang={more.lang}
          autoComplete={more.autoComplete ?? 'off'}
        />
      )}
    </Field>
  );
  return (
    <Form method="post">
      {/* Password managers keep the password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <div className={styles.twoFields}>
        {line('familyName', { autoComplete: 'family-name' })}
        {line('givenName', { autoComplete: 'given-name' })}
      </div>
      <div className={styles.twoFields}>
        {line('familyReading', { optional: true, lang: 'ja' })}
        {line('givenReading', { optional: true, lang: 'ja' })}
      </div>
      {lang !== 'ja' && <p className={styles.none}>{t('invited.readingHint')}</p>}
      {line('latinName', { optional: true, lang: 'en' })}
      <Field label={t('invited.timeZone')} name="timeZone" error={state.error('timeZone')}>
        {(control) => (
          <Select {...control} options={zones} defaultValue={state.value('timeZone', zone)} />
        )}
      </Field>
      <Field
        label={t('invited.password')}
        name="password"
        hint={t('invited.passwordHint')}
        error={state.error('password')}
      >
        {(control) => (
          <TextInput {...control} type="password" autoComplete="new-password" minLength={13} />
        )}
      </Field>
      <Submit wide name="act" value="accept">
        {t('invited.accept')}
      </Submit>
    </Form>
  );
}
