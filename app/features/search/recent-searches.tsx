import { Link, useRouteLoaderData } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import type { RootData } from '#app/shell/shell-data.ts';
import { Button } from '#app/ui/index.ts';
import { addressOf } from './search-address.ts';
import { forget, recentOf, remember } from './recent.ts';
import styles from './search.module.css';

/** Who searches in this browser. */
export function useSearcher(): string {
  const root = useRouteLoaderData('root') as { data?: RootData } | undefined;
  const shell = root?.data?.shell;
  return shell ? `${shell.acting?.id ?? ''}.${shell.person.name}` : '';
}

/** Remembers what was searched, and offers it again where nothing is asked yet. */
export function RecentSearches({ q }: { q: string }) {
  const t = useT('search');
  const searcher = useSearcher();
  const [recent, setRecent] = useState<string[]>([]);
  useEffect(() => {
    if (q) remember(searcher, q);
    setRecent(recentOf(searcher));
  }, [q, searcher]);
  if (q || recent.length === 0) return null;
  return (
    <section className={styles.recent} aria-labelledby="recent-searches">
      <h2 id="recent-searches">{t('recent')}</h2>
      <ul role="list">
        {recent.map((words) => (
          <li key={words}>
            <Link to={addressOf({ q: words })}>{words}</Link>
          </li>
        ))}
      </ul>
      <Button
        small
        onClick={() => {
          forget(searcher);
          setRecent([]);
        }}
      >
        {t('forget')}
      </Button>{' '}
      <small>{t('recentNote')}</small>
    </section>
  );
}
