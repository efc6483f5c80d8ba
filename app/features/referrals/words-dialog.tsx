import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  Submit,
  TextArea,
  type FormState,
} from '#app/ui/index.ts';
import styles from './referrals.module.css';
import { RouteDialog } from './route-dialog.tsx';

export type WordsField = {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
};

/** A dialog that takes words and sends them: a question, an answer. */
export function WordsDialog({
  id,
  title,
  back,
  verb,
  fields,
  hidden,
  state,
  t,
  children,
}: {
  id: string;
  title: string;
  back: string;
  verb: string;
  fields: readonly WordsField[];
  hidden: Record<string, string | number>;
  state: FormState;
  t: T<'referrals'>;
  children?: ReactNode;
}) {
  const form = `${id}-form`;
  return (
    <RouteDialog
      id={id}
      title={title}
      closeTo={back}
      acts={
        <>
          <ButtonLink to={back} preventScrollReset>
            {t('back')}
          </ButtonLink>
          <Submit form={form}>{verb}</Submit>
        </>
      }
    >
      <Form id={form} method="post" preventScrollReset className={styles.own}>
        <ErrorSummary refused={state.refused} form={form} />
        {children}
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {fields.map(({ name, label, hint, optional }) => (
          <Field
            key={name}
            label={label}
            name={name}
            hint={hint}
            error={state.error(name)}
            optional={optional}
            form={form}
          >
            {(control) => (
              <TextArea {...control} rows={4} maxLength={1000} defaultValue={state.value(name)} />
            )}
          </Field>
        ))}
      </Form>
    </RouteDialog>
  );
}
