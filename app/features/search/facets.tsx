import { Link } from '@remix-run/react';
import { useT, type T } from '#app/i18n/use-t.ts';
import type { Key } from '#app/i18n/keys.ts';
import { Icon } from '#app/ui/index.ts';
import { addressOf, withoutChoices, type Asked, type Choice } from './search-address.ts';
import type { SearchView } from './view.ts';
import styles from './search.module.css';

/** The choices that narrow the results down; each is a link, and its number is what would be left. */
export function Facets({ view }: { view: SearchView }) {
  const t = useT('search');
  if (view.facets.length === 0) return null;
  return (
    <nav aria-label={t('filters')} className={styles.facets}>
      <details>
        <summary>{t('filters')}</summary>
        {view.facets.map(({ facet, options }) => (
          <section key={facet} aria-labelledby={`facet-${facet}`}>
            <h2 id={`facet-${facet}`}>{t(`facet.${facet}`)}</h2>
            <ul role="list">
              {options.map(({ value, name, count, more, to, chosen }) => (
                <li key={value}>
                  <Link to={to} preventScrollReset aria-current={chosen ? 'true' : undefined}>
                    <span>{name ?? choiceName(t, facet, value)}</span>
                    <small>{t(more ? 'countMore' : 'count', { count })}</small>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </details>
    </nav>
  );
}

/** What the results are narrowed down to; each is a link that takes it back. */
export function Chosen({ view, asked }: { view: SearchView; asked: Asked }) {
  const t = useT('search');
  if (view.chosen.length === 0) return null;
  return (
    <nav aria-label={t('chosen')} className={styles.chosen}>
      {view.chosen.map(({ choice, value, name, to }) => {
        const shown = name ?? choiceName(t, choice, value);
        const scope = choice === 'threadId' || choice === 'projectId';
        // A tag by itself would be read as a word that is looked for.
        const text = choice === 'tag' ? `${t('facet.tag')}: ${shown}` : shown;
        return (
          <Link key={choice} to={to} preventScrollReset aria-label={t('remove', { name: text })}>
            {scope ? t('within', { name: shown }) : text}
            <Icon name="x" size={14} />
          </Link>
        );
      })}
      {view.chosen.length > 1 && (
        <Link to={addressOf(withoutChoices(asked))} className={styles.clear}>
          {t('clear')}
        </Link>
      )}
    </nav>
  );
}

function choiceName(t: T<'search'>, choice: Choice, value: string): string {
  if (choice === 'tag') return value;
  return choice === 'kind' || choice === 'days' || choice === 'lang'
    ? t(`${choice}.${value}` as Key<'search'>)
    : '…';
}
