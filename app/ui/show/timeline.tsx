import type { ReactNode } from 'react';
import styles from './timeline.module.css';

export type TimelineItem = {
  key: string;
  /** A `<Time>` or a word. */
  at: ReactNode;
  what: ReactNode;
  who?: ReactNode;
  /** The latest, or what waits. */
  current?: boolean;
};

/** What happened, who did it, when; newest first unless told otherwise by the order. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol role="list" className={styles.timeline}>
      {items.map(({ key, at, what, who, current }) => (
        <li key={key} data-current={current ? '' : undefined}>
          <span className={styles.at}>{at}</span>
          <span className={styles.what}>
            {what}
            {who && <span className={styles.who}>{who}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
