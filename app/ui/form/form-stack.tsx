import type { ReactNode } from 'react';
import styles from './form.module.css';

/** One column of fields. */
export function FormStack({ children }: { children: ReactNode }) {
  return <div className={styles.form}>{children}</div>;
}

/** The acts under a form, the main one first. */
export function FormActs({ children }: { children: ReactNode }) {
  return <div className={styles.formActs}>{children}</div>;
}
