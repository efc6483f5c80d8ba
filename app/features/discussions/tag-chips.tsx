import { Link } from '@remix-run/react';
import type { TagView } from '#server/discussions/tags.ts';
import { tagAddress } from './addresses.ts';
import styles from './tags.module.css';

/** The tags of a thread; each leads to everything that carries it. */
export function TagChips({ tags, label }: { tags: readonly TagView[]; label: string }) {
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
