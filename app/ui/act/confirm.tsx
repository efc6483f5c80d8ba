import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Submit } from './button.tsx';
import styles from './confirm.module.css';

/**
 * An act that cannot be taken back: the button opens a sentence that names what will be lost, and the
 * button that does it. Without scripts as well.
 */
export function Confirm({
  label,
  name,
  act,
  action,
  fields = {},
  children,
}: {
  label: string;
  /** What a screen reader says in place of a short label. */
  name?: string;
  act: string;
  action: string;
  fields?: Record<string, string>;
  children: ReactNode;
}) {
  return (
    <details className={styles.confirm}>
      <summary aria-label={name}>{label}</summary>
      <Form method="post" action={action} className={styles.body}>
        {Object.entries(fields).map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
        <p>{children}</p>
        <Submit tone="danger" action={action}>
          {act}
        </Submit>
      </Form>
    </details>
  );
}
