import type { ReactNode } from 'react';
import styles from './gallery.module.css';

/** One primitive, or a few that go together, under their names. */
export function Sample({
  name,
  stacked,
  children,
}: {
  name: string;
  stacked?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={styles.sample} aria-label={name}>
      <h2>{name}</h2>
      <div className={stacked ? styles.stack : styles.row}>{children}</div>
    </section>
  );
}
