import { Form, Link, useLoaderData } from '@remix-run/react';
import { Acts, Code, Refusals } from '#app/features/reference/acts.tsx';
import styles from '#app/features/reference/reference.module.css';
import { actsView, refusalsView } from '#app/features/reference/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { Button, EmptyState, Field, Page, PageHead, TextInput } from '#app/ui/index.ts';

export const loader = page(['reference'], ({ forum, url, context }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  return {
    q,
    origin: context.origin,
    acts: actsView(forum.reference(), q),
    refusals: refusalsView(context.lang),
  };
});

export const meta = titled('reference', (t) => t('title'));

export default function Reference() {
  const { q, origin, acts, refusals } = useLoaderData<typeof loader>().data;
  const t = useT('reference');
  return (
    <Page>
      <PageHead title={t('title')} facts={[t('lead')]} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Form
            key={q}
            method="get"
            role="search"
            aria-label={t('title')}
            className={styles.search}
          >
            <Field label={t('search.label')} name="q">
              {({ required: _never, ...control }) => (
                <TextInput {...control} type="search" defaultValue={q} maxLength={100} lang="en" />
              )}
            </Field>
            <Button type="submit" icon="search">
              {t('search.submit')}
            </Button>
          </Form>
          <p role="status">{t('found', { count: acts.total })}</p>
          {acts.total === 0 ? (
            <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
          ) : (
            <Acts view={acts} origin={origin} open={acts.total <= 3} />
          )}
          <section className={styles.group} id="errors">
            <h2>{t('errors.title')}</h2>
            <p>{t('errors.lead')}</p>
            <h3>{t('errors.general')}</h3>
            <Refusals caption={t('errors.general')} refusals={refusals.general} />
            <h3>{t('errors.own')}</h3>
            <Refusals caption={t('errors.own')} refusals={refusals.own} />
          </section>
        </div>
        <aside className={styles.side}>
          <h2>{t('how.title')}</h2>
          <p>{t('how.text')}</p>
          <Code>{`POST ${origin}/api/v1/library.list\nAuthorization: Bearer mejf_…\nContent-Type: application/json\n\n{"country": ["TH"]}`}</Code>
          <p>{t('how.repeat')}</p>
          <p className={styles.links}>
            <Link to="/settings/tokens">{t('tokens')}</Link>
            <a href="/api/v1/openapi.json">{t('machine')}</a>
            <a href="#errors">{t('errors.title')}</a>
          </p>
        </aside>
      </div>
    </Page>
  );
}
