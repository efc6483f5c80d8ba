import { Link, NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import styles from './navigation.module.css';

export type TabItem = { to: string; label: string; count?: number; end?: boolean };

/** Parts of one record, each with an address of its own. */
export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {items.map(({ to, label: text, count, end }) => (
        <NavLink key={to} to={to} end={end} preventScrollReset>
          {text}
          {count !== undefined && <span className={styles.tabCount}>{count}</span>}
        </NavLink>
      ))}
    </nav>
  );
}

export type ChipItem = { to: string; label: ReactNode; chosen: boolean };

/** Filters and days: links that narrow the list below. */
export function Chips({
  label,
  items,
  note,
}: {
  label: string;
  items: readonly ChipItem[];
  note?: ReactNode;
}) {
  return (
    <nav aria-label={label} className={styles.chips}>
      {items.map(({ to, label: text, chosen }) => (
        <Link key={to} to={to} preventScrollReset aria-current={chosen ? 'true' : undefined}>
          {text}
        </Link>
      ))}
      {note && <span className={styles.chipsNote}>{note}</span>}
    </nav>
  );
}

/** Earlier and later parts of a list, by keyset: where there is no link there is no page. */
export function Pagination({
  previous,
  next,
  note,
}: {
  previous?: string | undefined;
  next?: string | undefined;
  note?: ReactNode;
}) {
  const t = useT('words');
  if (!previous && !next) return null;
  return (
    <nav className={styles.pagination} aria-label={t('nextPage')}>
      {previous && (
        <Link to={previous} rel="prev">
          <Icon name="chevron-left" size={16} />
          {t('previousPage')}
        </Link>
      )}
      {note && <span>{note}</span>}
      {next && (
        <Link to={next} rel="next">
          {t('nextPage')}
          <Icon name="chevron-right" size={16} />
        </Link>
      )}
    </nav>
  );
}

/** The day between two stretches of a conversation. */
export function DaySeparator({ children }: { children: ReactNode }) {
  return (
    <div className={styles.day} role="separator">
      <span>{children}</span>
    </div>
  );
}

/** Where the unread begins. */
export function UnreadSeparator({ children }: { children: ReactNode }) {
  return (
    <div className={styles.unread} role="separator">
      <span>{children}</span>
    </div>
  );
}

/** The first stop of the keyboard. */
export function SkipLink({ to = '#content', children }: { to?: string; children: ReactNode }) {
  return (
    <a className={styles.skip} href={to}>
      {children}
    </a>
  );
}
