import { useId, type ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import styles from './form.module.css';

/** What a control needs to belong to its field. */
export type Control = {
  id: string;
  name: string;
  required: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
};

export type FieldProps = {
  label: string;
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Required is the default; the other is written out. */
  optional?: boolean;
  /** Tells two forms on a page apart. */
  form?: string;
  children: (control: Control) => ReactNode;
};

/** Label above, hint under the label, error under the control. */
export function Field({ label, name, hint, error, optional, form, children }: FieldProps) {
  const t = useT('words');
  const own = useId();
  const id = fieldId(name, form);
  const hintId = hint ? `${own}h` : undefined;
  const errorId = error ? `${own}e` : undefined;
  const describedBy = [hintId, errorId].filter(Boolean).join(' ');
  const control: Control = {
    id,
    name,
    required: !optional,
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(error && { 'aria-invalid': true }),
  };
  return (
    <div className={styles.field} data-faulty={error ? '' : undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}>{t('optional')}</span>}
      </label>
      {hint && (
        <p className={styles.hint} id={hintId}>
          {hint}
        </p>
      )}
      {children(control)}
      <FieldError id={errorId} error={error} />
    </div>
  );
}

export function FieldError({ id, error }: { id?: string | undefined; error?: string | undefined }) {
  if (!error) return null;
  return (
    <p className={styles.error} id={id}>
      <Icon name="circle-alert" size={16} />
      {error}
    </p>
  );
}

/** Where a field is found on the page: the error summary links there. */
export function fieldId(name: string, form = 'f'): string {
  return `${form}-${name}`;
}
