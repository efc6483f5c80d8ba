import { Link } from '@remix-run/react';
import { TagChips } from '#app/features/discussions/tag-chips.tsx';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Pieces } from './pieces.tsx';
import type { SearchView } from './view.ts';
import styles from './search.module.css';

/** Whose colour the edge of a kind has. */
export const CAPABILITY = {
  post: 'discussions',
  thread: 'discussions',
  project: 'discussions',
  person: 'members',
  organisation: 'members',
  event: 'events',
  library: 'library',
  projectFile: 'discussions',
  attachment: 'discussions',
} as const;

/** What was found: where it is, what it says there, who wrote it and when. */
export function HitList({ hits }: { hits: SearchView['hits'] }) {
  const t = useT('search');
  const format = useFormat();
  return (
    <ol role="list" className={styles.hits} aria-label={t('results')}>
      {hits.map((hit) => {
        const facts = factsOf(hit);
        return (
          <li key={hit.id} data-capability={CAPABILITY[hit.kind]}>
            <article>
              <h2>
                <Link to={hit.href} lang={hit.titleLang}>
                  {hit.title.length > 0 ? <Pieces pieces={hit.title} /> : t('untitled')}
                </Link>
              </h2>
              {hit.snippet.length > 0 && (
                <p className={styles.snippet} lang={hit.snippetLang}>
                  <Pieces pieces={hit.snippet} />
                </p>
              )}
              <TagChips
                tags={hit.tags.map(({ key, label }) => ({ key, label: <Pieces pieces={label} /> }))}
                label={t('facet.tag')}
              />
              <p className={styles.facts}>
                <span className={styles.kind}>{t(`one.${hit.kind}`)}</span>
                {facts.map(({ text, lang }) => (
                  <span key={text} lang={lang}>
                    {text}
                  </span>
                ))}
                {hit.at && (
                  <time dateTime={new Date(hit.at).toISOString()}>
                    {format.date(hit.at, hit.timeZone ?? undefined)}
                  </time>
                )}
              </p>
            </article>
          </li>
        );
      })}
    </ol>
  );
}

type Fact = { text: string; lang?: string | undefined };

function factsOf({ kind, author, org, place }: SearchView['hits'][number]): Fact[] {
  const facts: (Fact | null)[] =
    kind === 'post' ? [author, org, place] : kind === 'person' ? [org, place] : [place, org];
  return facts.filter((fact): fact is Fact => !!fact?.text);
}
