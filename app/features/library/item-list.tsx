import { Link } from '@remix-run/react';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import { useLang, useT, type T } from '#app/i18n/use-t.ts';
import { Pill } from '#app/ui/index.ts';
import styles from './library.module.css';
import type { LineView, Said } from './view.ts';

/** What was found: kind, title, how it begins, and where, when and from whom it is. */
export function ItemList({
  items,
  base,
  access = 'members',
}: {
  items: readonly LineView[];
  base: string;
  /** What most readers of this list may see; only what differs is marked. */
  access?: string;
}) {
  const t = useT('library');
  const lang = useLang();
  return (
    <ol role="list" className={styles.items}>
      {items.map((item) => (
        <li key={item.slug}>
          <article className={styles.item}>
            <p className={styles.itemKind}>
              <span>{item.kind}</span>
              {item.isProgramme && <Pill tone="info">{t('programme')}</Pill>}
              {item.access !== access && <AccessPill access={item.access} t={t} />}
            </p>
            <h2>
              <Link to={`${base}/${item.slug}`} lang={foreign(item.title, lang)}>
                {item.title.text}
              </Link>
            </h2>
            <p className={styles.opening} lang={foreign(item.opening, lang)}>
              {item.opening.text}
            </p>
            <p className={styles.meta}>
              {item.countries.length > 0 && <span>{item.countries.join(t('list.comma'))}</span>}
              {item.date && <span>{dateText(item.date, item.dateBasis, t)}</span>}
              {item.publisher && (
                <span lang={foreign(item.publisher, lang)}>{item.publisher.text}</span>
              )}
            </p>
          </article>
        </li>
      ))}
    </ol>
  );
}

export function AccessPill({ access, t }: { access: string; t: T<'library'> }) {
  if (access === 'public') return <Pill tone="good">{t('access.public')}</Pill>;
  if (access === 'members') return <Pill>{t('access.members')}</Pill>;
  return <Pill tone="caution">{t('access.secretariat')}</Pill>;
}

/** Lists say the date plainly, and where only a fiscal year is known, that it is one. */
function dateText(date: string, basis: string | null, t: T<'library'>): string {
  return basis === 'fiscal-year' ? t('date.fiscal-year', { date: date.slice(0, 4) }) : date;
}

/** The `lang` attribute of a text, where it is not in the page's language. */
export function foreign(said: Said, lang: Lang): string | undefined {
  return said.lang === lang ? undefined : LANG_TAGS[said.lang];
}
