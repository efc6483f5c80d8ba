import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import styles from './lists.module.css';

export type EdgeItem = {
  key: string;
  to: string;
  /** Colours the edge; nothing else. */
  capability?: string;
  title: string;
  detail?: ReactNode;
  /** Before the title: a time. */
  lead?: ReactNode;
  /** At the end: a pill or a number. */
  end?: ReactNode;
  /** Titles that wait for somebody are bold; those that merely come are not. */
  calm?: boolean;
  lang?: string;
};

/** Things to open, each with the edge of its capability. */
export function EdgeList({ items }: { items: readonly EdgeItem[] }) {
  return (
    <ul role="list" className={styles.edges}>
      {items.map(({ key, to, capability, title, detail, lead, end, calm, lang }) => (
        <li key={key} data-capability={capability}>
          {lead && <span className={styles.lead}>{lead}</span>}
          <span className={styles.words}>
            <Link to={to} className={calm ? styles.calm : styles.title} lang={lang}>
              {title}
            </Link>
            {detail && <span className={styles.detail}>{detail}</span>}
          </span>
          {end}
        </li>
      ))}
    </ul>
  );
}

export type Figure = { value: string; label: string; note?: string | undefined };

/** A few numbers that matter, in one ruled strip. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ value, label, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {note && <dd className={styles.figureNote}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
