import { useLoaderData } from '@remix-run/react';
import { countChosen, Chosen } from '#app/features/library/chosen.tsx';
import { FacetPanel, PANEL } from '#app/features/library/facet-panel.tsx';
import { ItemList } from '#app/features/library/item-list.tsx';
import styles from '#app/features/library/library.module.css';
import { readSearch } from '#app/features/library/read-search.ts';
import { addressOf, LIBRARY } from '#app/features/library/search-address.ts';
import { listView } from '#app/features/library/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Button, ButtonLink, EmptyState, Page, PageHead, Pagination } from '#app/ui/index.ts';

export const loader = page(['library'], async ({ forum, url, context }) => {
  const search = readSearch(url.searchParams);
  const view = listView(await forum.call('library.list', search), context.lang);
  return { search: { ...search, page: view.page }, view };
});

export const meta = titled('library', (t) => t('title'));

export default function Library() {
  const { search, view } = useLoaderData<typeof loader>().data;
  const t = useT('library');
  const chosen = countChosen(view, search.q);
  const to = (number: number) => addressOf({ ...search, page: number });
  const empty = view.total === 0 && chosen === 0;
  return (
    <Page>
      <PageHead title={t('title')} facts={[t('lead')]} />
      {empty ? (
        <EmptyState title={t('empty.first.title')}>{t('empty.first.text')}</EmptyState>
      ) : (
        <div className={styles.columns}>
          <FacetPanel view={view} q={search.q} action={LIBRARY} />
          <section className={styles.results} aria-label={t('results', { count: view.total })}>
            <div className={styles.resultsHead}>
              <p className={styles.total} role="status">
                {t('results', { count: view.total })}
              </p>
              <Button icon="list-filter" className={styles.open} {...{ popovertarget: PANEL }}>
                {chosen > 0 ? t('filters.open', { count: chosen }) : t('filters')}
              </Button>
            </div>
            <Chosen view={view} search={search} base={LIBRARY} />
            {view.items.length > 0 ? (
              <ItemList items={view.items} base={LIBRARY} />
            ) : (
              <EmptyState
                title={t('empty.title')}
                act={<ButtonLink to={LIBRARY}>{t('filters.clear')}</ButtonLink>}
              >
                {t('empty.text')}
              </EmptyState>
            )}
            <Pagination
              previous={view.page > 1 ? to(view.page - 1) : undefined}
              next={view.page < view.pages ? to(view.page + 1) : undefined}
              note={t('results.page', { page: view.page, pages: view.pages })}
            />
          </section>
        </div>
      )}
    </Page>
  );
}
