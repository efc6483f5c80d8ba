import { redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { ItemFacts, Programme, Related, Subjects } from '#app/features/library/item-facts.tsx';
import { foreign } from '#app/features/library/item-list.tsx';
import { chooseText, ItemText, TextSwitch } from '#app/features/library/item-text.tsx';
import { itemView } from '#app/features/library/view.ts';
import { PublicFrame } from '#app/features/public/public-frame.tsx';
import { publicPage } from '#app/features/public/public-loader.ts';
import { describe, publicHandle, publicMeta } from '#app/features/public/public-page.ts';
import styles from '#app/features/public/public.module.css';
import { useT } from '#app/i18n/use-t.ts';
import { DetailColumns } from '#app/ui/index.ts';

export const handle = publicHandle;
export const meta = publicMeta;

export const loader = publicPage(async ({ forum, lang, params }) => {
  const slug = params.slug ?? '';
  const item = await forum.call('library.item', { slug });
  if (item.access !== 'public') throw redirect(`/library/${encodeURIComponent(slug)}`);
  const view = itemView(item, lang);
  const related = view.related.filter((one) => one.access === 'public');
  const summary = item.texts.find((text) => text.block === 'summary' && text.lang === lang);
  return {
    title: view.title.text,
    description: describe(summary?.body ?? view.title.text),
    item: { ...view, related },
  };
});

export default function PublicLibraryItem() {
  const { head, own } = useLoaderData<typeof loader>().data;
  const { item } = own;
  const [parameters] = useSearchParams();
  const t = useT('public');
  const choice = chooseText(parameters.get('text'), item.texts, head.lang);
  const kind = item.tags.find((tag) => tag.facet === 'kind');
  return (
    <PublicFrame head={head}>
      <article>
        <header className={styles.pageHead}>
          {kind && <p className={styles.series}>{kind.label}</p>}
          <h1 lang={foreign(item.title, head.lang)}>{item.title.text}</h1>
        </header>
        <div className={styles.wide}>
          <DetailColumns
            main={
              <>
                <TextSwitch texts={item.texts} choice={choice} />
                <Programme item={item} />
                <ItemText texts={item.texts} choice={choice} titles={item.titles} />
              </>
            }
            facts={
              <>
                <ItemFacts item={item} />
                <Subjects tags={item.tags} plain />
                <Related items={item.related} base={`/${head.lang}/library`} />
              </>
            }
          />
        </div>
        <p className={styles.pageFoot}>
          <a href={`/${head.lang}/library`}>{t('library.back')}</a>
        </p>
      </article>
    </PublicFrame>
  );
}
