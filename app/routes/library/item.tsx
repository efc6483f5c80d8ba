import { useLoaderData, useSearchParams } from '@remix-run/react';
import { foreign } from '#app/features/library/item-list.tsx';
import { ItemFacts, Programme, Related, Subjects } from '#app/features/library/item-facts.tsx';
import { chooseText, ItemText, TextSwitch } from '#app/features/library/item-text.tsx';
import styles from '#app/features/library/item.module.css';
import { LIBRARY, onlyWith } from '#app/features/library/search-address.ts';
import { itemView } from '#app/features/library/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Button, DetailColumns, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['library'], async ({ forum, params, context }) =>
  itemView(await forum.call('library.item', { slug: params.slug ?? '' }), context.lang),
);

export const meta = titled<'library', { title: { text: string } }>(
  'library',
  (_t, item) => item.title.text,
);

export default function LibraryItem() {
  const item = useLoaderData<typeof loader>().data;
  const [parameters] = useSearchParams();
  const t = useT('library');
  const lang = useLang();
  const choice = chooseText(parameters.get('text'), item.texts, lang);
  const kind = item.tags.find((tag) => tag.facet === 'kind');
  return (
    <Page>
      <PageHead
        trail={[
          { label: t('title'), to: LIBRARY },
          ...(kind ? [{ label: kind.label, to: onlyWith('kind', kind.code) }] : []),
        ]}
        title={item.title.text}
        lang={foreign(item.title, lang)}
        acts={
          <Button icon="printer" className={styles.print} onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      />
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
            <Subjects tags={item.tags} />
            <Related items={item.related} />
          </>
        }
      />
    </Page>
  );
}
