import { useLoaderData } from '@remix-run/react';
import { ItemList } from '#app/features/library/item-list.tsx';
import { listView } from '#app/features/library/view.ts';
import { PublicFrame } from '#app/features/public/public-frame.tsx';
import { publicPage } from '#app/features/public/public-loader.ts';
import { publicHandle, publicMeta } from '#app/features/public/public-page.ts';
import styles from '#app/features/public/public.module.css';
import { dictionary } from '#app/i18n/strings.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Pagination } from '#app/ui/index.ts';

export const handle = publicHandle;
export const meta = publicMeta;

export const loader = publicPage(async ({ forum, lang, url }) => {
  const page = Math.min(5000, Math.max(1, Math.trunc(Number(url.searchParams.get('page')) || 1)));
  const answer = await forum.call('library.list', { publicOnly: true, page });
  const { facets: _none, ...view } = listView(answer, lang);
  return {
    title: dictionary(lang, 'library')['title']!,
    description: dictionary(lang, 'public')['library.lead']!,
    view,
  };
});

export default function PublicLibrary() {
  const { head, own } = useLoaderData<typeof loader>().data;
  const { items, page, pages } = own.view;
  const t = useT('public');
  const words = useT('library');
  const base = `/${head.lang}/library`;
  return (
    <PublicFrame head={head}>
      <header className={styles.pageHead}>
        <h1>{head.title}</h1>
        <p>{t('library.lead')}</p>
      </header>
      <div className={styles.reading}>
        {items.length > 0 ? (
          <ItemList items={items} base={base} access="public" />
        ) : (
          <p className={styles.quiet}>{words('empty.first.title')}</p>
        )}
        <Pagination
          previous={page > 1 ? `${base}?page=${page - 1}` : undefined}
          next={page < pages ? `${base}?page=${page + 1}` : undefined}
        />
      </div>
    </PublicFrame>
  );
}
