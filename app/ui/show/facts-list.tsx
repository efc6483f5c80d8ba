import type { ReactNode } from 'react';
import styles from './facts.module.css';

export type Fact = { label: string; value: ReactNode };

/**
 * Labels and values. `side` puts them on one line (facts column), `stacked` the value under the
 * label (panels), in one or two columns.
 */
export function FactsList({
  facts,
  layout = 'side',
}: {
  facts: readonly Fact[];
  layout?: 'side' | 'stacked' | 'columns';
}) {
  return (
    <dl className={styles.facts} data-layout={layout}>
      {facts.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** In place of something that is not disclosed (yet): says when or why. */
export function Withheld({ children }: { children: ReactNode }) {
  return <span className={styles.withheld}>{children}</span>;
}

/** One section of the facts column at the right of a detail page. */
export function FactsSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A short list: what, and at the right how many or when. */
export function ShortList({
  items,
}: {
  items: readonly { key: string; what: ReactNode; note?: ReactNode }[];
}) {
  return (
    <ul role="list" className={styles.short}>
      {items.map(({ key, what, note }) => (
        <li key={key}>
          <span className={styles.what}>{what}</span>
          {note !== undefined && <span className={styles.note}>{note}</span>}
        </li>
      ))}
    </ul>
  );
}
