import type { ReactNode } from 'react';
import { Link } from '@remix-run/react';
import { tagAddress } from './addresses.ts';
import styles from './tags.module.css';

type Tag = { key: string; label: ReactNode };

/** The tags of a thread; each leads to everything that carries it. */
export function TagChips({ tags, label }: { tags: readonly Tag[]; label: string }) {
  if (tags.length === 0) return null;
  return (
    <ul role="list" aria-label={label} className={styles.tags}>
      {tags.map(({ key, label: text }) => (
        <li key={key}>
          <Link className={styles.tag} to={tagAddress(key)}>
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}
