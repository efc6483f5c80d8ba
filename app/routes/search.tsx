import { Form, useLoaderData } from '@remix-run/react';
import { label } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import {
  EdgeList,
  EmptyState,
  Field,
  FormStack,
  Page,
  PageHead,
  Submit,
  TextInput,
} from '#app/ui/index.ts';

const EDGES = {
  project: 'discussions',
  thread: 'discussions',
  event: 'events',
  library: 'library',
  organisation: 'members',
} as const;

export const meta = titled('search', (t) => t('title'));

export const loader = page(['search'], async ({ forum, url, context }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const { groups } = await forum.call('search.everything', { q });
  return {
    q,
    groups: groups.map((group) => ({
      ...group,
      hits: group.hits.map((hit) => ({
        href: hit.href,
        lang: hit.lang,
        title: typeof hit.title === 'string' ? hit.title : label(hit.title, context.lang),
      })),
    })),
  };
});

/** Everything with a title, through the caller's own eyes. */
export default function Search() {
  const { q, groups } = useLoaderData<typeof loader>().data;
  const t = useT('search');
  const count = groups.reduce((sum, group) => sum + group.hits.length, 0);
  return (
    <Page>
      <PageHead title={t('title')} />
      <Form role="search">
        <FormStack>
          <Field name="q" label={t('label')} hint={t('hint')}>
            {(control) => <TextInput {...control} type="search" defaultValue={q} maxLength={100} />}
          </Field>
          <Submit>{t('submit')}</Submit>
        </FormStack>
      </Form>
      <p role="status">{q && count > 0 ? t('found', { count }) : ''}</p>
      {groups.map((group) => (
        <section key={group.kind}>
          <h2>{t(`kind.${group.kind}`)}</h2>
          <EdgeList
            items={group.hits.map((hit) => ({
              key: hit.href,
              to: hit.href,
              capability: EDGES[group.kind],
              title: hit.title,
              ...(hit.lang ? { lang: hit.lang } : {}),
            }))}
          />
          {group.more && <p>{t('more')}</p>}
        </section>
      ))}
      {q && count === 0 && <EmptyState title={t('none', { q })}>{t('noneHint')}</EmptyState>}
      {!q && <EmptyState title={t('start')}>{t('hint')}</EmptyState>}
    </Page>
  );
}
