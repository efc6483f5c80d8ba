import { Link } from '@remix-run/react';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import styles from './page.module.css';

/** A step of the trail; `lang` where its words are not in the page's language. */
export type Crumb = { label: string; to: string; lang?: string | undefined };

/**
 * Where I am, what this is, how it stands, and what can be done: the main act first from the
 * right. `facts` are short words after the state.
 */
export function PageHead({
  trail = [],
  title,
  lang,
  state,
  facts = [],
  acts,
  sticky,
}: {
  trail?: readonly Crumb[];
  title: ReactNode;
  /** The title's language, where it is not the page's. */
  lang?: string | undefined;
  state?: ReactNode;
  facts?: readonly ReactNode[];
  acts?: ReactNode;
  sticky?: boolean;
}) {
  return (
    <header className={clsx(styles.head, sticky && styles.sticky)}>
      <div className={styles.headWords}>
        {trail.length > 0 && <Trail trail={trail} />}
        <h1 lang={lang}>{title}</h1>
        {(state || facts.length > 0) && (
          <p className={styles.state}>
            {state}
            {facts.map((fact, i) => (
              <span key={i} className={styles.fact}>
                {fact}
              </span>
            ))}
          </p>
        )}
      </div>
      {acts && <div className={styles.acts}>{acts}</div>}
    </header>
  );
}

function Trail({ trail }: { trail: readonly Crumb[] }) {
  const t = useT('words');
  return (
    <nav aria-label={t('breadcrumb')}>
      <ol role="list" className={styles.trail}>
        {trail.map(({ label, to, lang }) => (
          <li key={to}>
            <Link to={to} lang={lang}>
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A page's width and margins. `reading` keeps to a comfortable line. */
export function Page({
  width = 'full',
  children,
}: {
  width?: 'full' | 'reading';
  children: ReactNode;
}) {
  return (
    <div className={styles.page} data-width={width}>
      {children}
    </div>
  );
}

/** The main column and a column of facts of 320 px; one under the other on a phone. */
export function DetailColumns({ main, facts }: { main: ReactNode; facts: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{main}</div>
      <aside className={styles.facts}>{facts}</aside>
    </div>
  );
}

/** Something raised from the paper, with a head of its own. Never a panel in a panel. */
export function Panel({
  title,
  note,
  mark,
  capability,
  children,
}: {
  title?: string;
  /** At the right of the head. */
  note?: ReactNode;
  /** A pill beside the title. */
  mark?: ReactNode;
  capability?: string;
  children: ReactNode;
}) {
  return (
    <section className={styles.panel} data-capability={capability}>
      {title && (
        <header className={styles.panelHead}>
          <h2>{title}</h2>
          {mark}
          {note && <span className={styles.panelNote}>{note}</span>}
        </header>
      )}
      <div className={styles.panelBody}>{children}</div>
    </section>
  );
}

/** What would be here, and the first act towards it. */
export function EmptyState({
  title,
  children,
  act,
}: {
  title: string;
  children?: ReactNode;
  act?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {children && <p>{children}</p>}
      {act}
    </div>
  );
}

export type NoticeTone = 'info' | 'good' | 'caution' | 'danger';

const NOTICE_ICONS = {
  info: 'info',
  good: 'circle-check',
  caution: 'triangle-alert',
  danger: 'circle-alert',
} as const;

/** Something to know on this page. `banner` runs across the top of every page. */
export function Notice({
  tone = 'info',
  title,
  act,
  banner,
  children,
}: {
  tone?: NoticeTone;
  title?: string;
  act?: ReactNode;
  banner?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={banner ? styles.banner : styles.notice} data-tone={tone}>
      <Icon name={NOTICE_ICONS[tone]} size={banner ? 16 : 18} />
      <div className={styles.noticeWords}>
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
      </div>
      {act}
    </div>
  );
}
