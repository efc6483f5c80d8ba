import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import {
  Button,
  ErrorSummary,
  Field,
  FormActs,
  Panel,
  Select,
  Submit,
  TextArea,
  TextInput,
  type FormState,
  type Option,
} from '#app/ui/index.ts';
import { fieldLabels } from './missing-words.ts';
import styles from './referrals.module.css';
import { StaleNotice } from './stale-notice.tsx';

/** One step's form: saved as a draft with each "save", complete or not. */
export function EditForm({
  title,
  version,
  state,
  now,
  acts = <SaveActs />,
  t,
  children,
}: {
  title: string;
  version: number;
  state: FormState;
  /** What is saved now in a field, for somebody whose form was behind. */
  now?: (field: string) => string | null;
  acts?: ReactNode;
  t: T<'referrals'>;
  children: ReactNode;
}) {
  const format = useFormat();
  return (
    <Form method="post" className={styles.own}>
      {state.refused?.code === 'STALE_VERSION' ? (
        <StaleNotice state={state} {...(now && { now })} t={t} format={format} />
      ) : (
        <ErrorSummary refused={state.refused} labels={fieldLabels(state, t)} />
      )}
      <input type="hidden" name="version" value={version} />
      <Panel title={title}>{children}</Panel>
      <FormActs>{acts}</FormActs>
    </Form>
  );
}

function SaveActs() {
  const t = useT('referrals');
  return (
    <>
      <Submit>{t('edit.saveNext')}</Submit>
      <Button type="submit" name="then" value="leave">
        {t('edit.saveLeave')}
      </Button>
    </>
  );
}

type FieldProps = {
  name: string;
  label: string;
  start: string;
  state: FormState;
  hint?: string;
  optional?: boolean;
};

// A draft may be saved with gaps, so no field stops the form: what is missing is said beside it.
const DRAFT = { required: false } as const;

export function TextField({
  name,
  label,
  start,
  state,
  hint,
  optional,
  type,
  max = 300,
}: FieldProps & { type?: string; max?: number }) {
  return (
    <Field label={label} name={name} hint={hint} error={state.error(name)} optional={optional}>
      {(control) => (
        <TextInput
          {...control}
          {...DRAFT}
          type={type}
          maxLength={type === 'date' ? undefined : max}
          autoComplete="off"
          defaultValue={state.value(name, start)}
        />
      )}
    </Field>
  );
}

export function AreaField({
  name,
  label,
  start,
  state,
  hint,
  optional,
  lang,
  rows,
}: FieldProps & { lang?: string; rows?: number }) {
  return (
    <Field label={label} name={name} hint={hint} error={state.error(name)} optional={optional}>
      {(control) => (
        <TextArea
          {...control}
          {...DRAFT}
          lang={lang}
          {...(rows && { rows })}
          defaultValue={state.value(name, start)}
        />
      )}
    </Field>
  );
}

export function SelectField({
  name,
  label,
  start,
  state,
  hint,
  optional,
  options,
  placeholder,
}: FieldProps & { options: readonly Option[]; placeholder: string }) {
  return (
    <Field label={label} name={name} hint={hint} error={state.error(name)} optional={optional}>
      {(control) => (
        <Select
          {...control}
          {...DRAFT}
          options={options}
          placeholder={placeholder}
          defaultValue={state.value(name, start)}
        />
      )}
    </Field>
  );
}

/** The same text in both languages, in one line. */
export function bothTexts(text: { ja: string; en: string }): string {
  return [text.en, text.ja].filter(Boolean).join(' / ');
}

/** The same text in Japanese and in English, side by side. */
export function PairField({
  name,
  label,
  start,
  state,
  t,
  hint,
  optional,
}: Omit<FieldProps, 'start'> & { start: { ja: string; en: string }; t: T<'referrals'> }) {
  return (
    <div className={styles.pair}>
      {(['en', 'ja'] as const).map((lang) => (
        <AreaField
          key={lang}
          name={`${name}.${lang}`}
          label={t(`edit.in.${lang}`, { what: label })}
          start={start[lang]}
          state={state}
          lang={lang}
          optional={optional || lang === 'ja'}
          hint={hint}
        />
      ))}
    </div>
  );
}
