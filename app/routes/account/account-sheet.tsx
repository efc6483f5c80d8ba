import type { ReactNode } from 'react';
import styles from './account.module.css';

/** The calm page of one small form; `beside` stands at its right where there is room. */
export function AccountSheet({
  title,
  lead,
  beside,
  children,
}: {
  title: string;
  lead?: ReactNode;
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.sheet} data-wide={beside ? '' : undefined}>
      <div className={styles.words}>
        <div>
          <h1>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
      </div>
      {beside}
    </div>
  );
}

/** What stands under the form, behind a rule. */
export function AccountAside({ children }: { children: ReactNode }) {
  return <div className={styles.aside}>{children}</div>;
}
