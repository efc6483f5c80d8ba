import type { ReactNode } from 'react';
import { FieldError, fieldId, type Control } from '#app/ui/index.ts';
import styles from './visa.module.css';

type Props = {
  form?: string;
  name: string;
  label: string;
  error?: string | undefined;
  required?: boolean;
  children: (control: Control) => ReactNode;
};

/** A field where many stand side by side: small, and without hooks for rows that repeat. */
export function SmallField({ form, name, label, error, required = true, children }: Props) {
  const id = fieldId(name, form);
  const errorId = `${id}-error`;
  return (
    <div className={styles.small}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        name,
        required,
        ...(error && { 'aria-describedby': errorId, 'aria-invalid': true }),
      })}
      <FieldError id={errorId} error={error} />
    </div>
  );
}
