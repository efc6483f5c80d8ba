import { Form, Link, useLoaderData } from '@remix-run/react';
import { Chosen, Facets } from '#app/features/search/facets.tsx';
import { HitList } from '#app/features/search/hit-list.tsx';
import { readAsked } from '#app/features/search/read-asked.ts';
import { RecentSearches } from '#app/features/search/recent-searches.tsx';
import {
  addressOf,
  CHOICES,
  withoutChoices,
  type Asked,
} from '#app/features/search/search-address.ts';
import styles from '#app/features/search/search.module.css';
import { searchView, type SearchView } from '#app/features/search/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import {
  ButtonLink,
  Chips,
  EmptyState,
  Field,
  Page,
  PageHead,
  Pagination,
  Submit,
  TextInput,
} from '#app/ui/index.ts';

export const loader = page(['search'], async ({ forum, url, context }) => {
  const asked = readAsked(url.searchParams);
  const view = searchView(await forum.call('search.everything', asked), asked, context.lang);
  return { asked, view };
});

export const meta = titled<'search', { asked: Asked }>('search', (t, { asked }) =>
  asked.q ? t('titleFor', { q: asked.q }) : t('title'),
);

/** Everything that can be read, through the caller's own eyes. */
export default function Search() {
  const { asked, view } = useLoaderData<typeof loader>().data as {
    asked: Asked;
    view: SearchView;
  };
  const t = useT('search');
  const { q } = asked;
  return (
    <Page>
      <PageHead title={t('title')} />
      <Form key={q} role="search" aria-label={t('title')} className={styles.form}>
        <Field name="q" label={t('label')} hint={t('hint')}>
          {({ required: _, ...control }) => (
            <TextInput {...control} type="search" defaultValue={q} maxLength={200} />
          )}
        </Field>
        {CHOICES.map(
          (choice) =>
            asked[choice] && (
              <input key={choice} type="hidden" name={choice} value={String(asked[choice])} />
            ),
        )}
        {asked.order === 'newest' && <input type="hidden" name="order" value="newest" />}
        <Submit>{t('submit')}</Submit>
      </Form>
      <RecentSearches q={q} />
      {q ? <Results asked={asked} view={view} /> : <Start asked={asked} view={view} />}
    </Page>
  );
}

function Start({ asked, view }: { asked: Asked; view: SearchView }) {
  const t = useT('search');
  return (
    <div className={styles.results}>
      <Chosen view={view} asked={asked} />
      <EmptyState title={t('start')}>{t('startText')}</EmptyState>
    </div>
  );
}

function Results({ asked, view }: { asked: Asked; view: SearchView }) {
  const t = useT('search');
  const found = t(view.more ? 'foundMore' : 'found', { count: view.count });
  const orders = (['relevance', 'newest'] as const).map((order) => {
    const { after: _, ...rest } = asked;
    return {
      to: addressOf({ ...rest, order }),
      label: t(`order.${order}`),
      chosen: (asked.order ?? 'relevance') === order,
    };
  });
  return (
    <div className={styles.columns}>
      <Facets view={view} />
      <div className={styles.results}>
        <div className={styles.head}>
          <p role="status">{found}</p>
          {asked.after && <Link to={addressOf({ ...asked, after: undefined })}>{t('first')}</Link>}
          {view.count > 1 && <Chips label={t('order')} items={orders} />}
        </div>
        <Chosen view={view} asked={asked} />
        {view.hits.length > 0 ? (
          <HitList hits={view.hits} />
        ) : (
          <Nothing asked={asked} view={view} />
        )}
        <Pagination next={view.next} />
        {view.more && !view.next && asked.order !== 'newest' && (
          <p>{t('moreHint', { count: view.count })}</p>
        )}
      </div>
    </div>
  );
}

function Nothing({ asked, view }: { asked: Asked; view: SearchView }) {
  const t = useT('search');
  if (!view.asWords) return <EmptyState title={t('noneTyped')}>{t('noneHint')}</EmptyState>;
  if (view.chosen.length === 0) {
    return <EmptyState title={t('none', { q: asked.q })}>{t('noneHint')}</EmptyState>;
  }
  return (
    <EmptyState
      title={t('noneFiltered')}
      act={<ButtonLink to={addressOf(withoutChoices(asked))}>{t('clear')}</ButtonLink>}
    >
      {t('noneFilteredHint')}
    </EmptyState>
  );
}
