import { Link } from '@remix-run/react';
import { useT } from '#app/i18n/use-t.ts';
import { Icon } from '#app/ui/index.ts';
import type { LibrarySearch } from '#server/library/schemas.ts';
import { addressOf, without } from './search-address.ts';
import styles from './library.module.css';
import type { ListView } from './view.ts';

type Chip = { key: string; name: string; to: string };

/** What the list is narrowed down to; each is a link that takes it away. */
export function Chosen({
  view,
  search,
  base,
}: {
  view: ListView;
  search: LibrarySearch;
  base: string;
}) {
  const t = useT('library');
  const words: Chip[] = search.q
    ? [
        {
          key: 'q',
          name: t('filters.word', { word: search.q }),
          to: addressOf({ ...search, q: '', page: 1 }, base),
        },
      ]
    : [];
  const codes = view.facets.flatMap(({ facet, options }): Chip[] =>
    options
      .filter((option) => option.chosen)
      .map(({ code, label }) => ({
        key: `${facet} ${code}`,
        name: label,
        to: addressOf(without(search, facet, code), base),
      })),
  );
  const chips = [...words, ...codes];
  if (chips.length === 0) return null;
  return (
    <nav aria-label={t('filters.chosen')} className={styles.chosen}>
      {chips.map(({ key, name, to }) => (
        <Link key={key} to={to} preventScrollReset aria-label={t('filters.remove', { name })}>
          {name}
          <Icon name="x" size={14} />
        </Link>
      ))}
      {chips.length > 1 && (
        <Link to={base} preventScrollReset className={styles.clear}>
          {t('filters.clear')}
        </Link>
      )}
    </nav>
  );
}

/** How many conditions there are, for the button that opens the sheet on a phone. */
export function countChosen(view: ListView, q: string): number {
  const codes = view.facets.flatMap(({ options }) => options.filter((option) => option.chosen));
  return codes.length + (q ? 1 : 0);
}
