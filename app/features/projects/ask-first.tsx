import type { ReactNode } from 'react';
import styles from './projects.module.css';

/** An act that cannot be taken back: what it does is said, and asked, before its button is there. */
export function AskFirst({
  act,
  children,
  button,
}: {
  act: string;
  children: ReactNode;
  button: ReactNode;
}) {
  return (
    <details>
      <summary>{act}</summary>
      <div className={styles.ask}>
        <p>{children}</p>
        {button}
      </div>
    </details>
  );
}
