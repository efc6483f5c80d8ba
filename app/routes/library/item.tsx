import { useLoaderData, useSearchParams } from '@remix-run/react';
import { beginAddress } from '#app/features/consortia/addresses.ts';
import { ProgrammeConditions } from '#app/features/consortia/facts.tsx';
import { factView } from '#app/features/consortia/view.ts';
import { foreign } from '#app/features/library/item-list.tsx';
import { ItemFacts, Programme, Related, Subjects } from '#app/features/library/item-facts.tsx';
import { chooseText, ItemText, TextSwitch } from '#app/features/library/item-text.tsx';
import styles from '#app/features/library/item.module.css';
import { LIBRARY, onlyWith } from '#app/features/library/search-address.ts';
import { itemView } from '#app/features/library/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Button, ButtonLink, DetailColumns, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['library', 'consortia'], async ({ forum, params, context }) => {
  const item = await forum.call('library.item', { slug: params.slug ?? '' });
  return {
    ...itemView(item, context.lang),
    facts: item.facts.map((fact) => factView(fact, context.lang)),
    mayApply: item.programme !== null && item.mayApply,
  };
});

export const meta = titled<'library', { title: { text: string } }>(
  'library',
  (_t, item) => item.title.text,
);

export default function LibraryItem() {
  const item = useLoaderData<typeof loader>().data;
  const [parameters] = useSearchParams();
  const t = useT('library');
  const c = useT('consortia');
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
          <>
            <Button icon="printer" className={styles.print} onClick={() => window.print()}>
              {t('print')}
            </Button>
            {item.mayApply && (
              <ButtonLink to={beginAddress({ programme: item.slug })} tone="primary">
                {c('library.start')}
              </ButtonLink>
            )}
          </>
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
            {item.programme && <ProgrammeConditions facts={item.facts} />}
            <ItemFacts item={item} />
            <Subjects tags={item.tags} />
            <Related items={item.related} />
          </>
        }
      />
    </Page>
  );
}
