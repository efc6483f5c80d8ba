import { Form, Link, useLoaderData } from '@remix-run/react';
import { LANG_NAMES, LANG_TAGS, LANGS } from '#app/i18n/lang.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import {
  Button,
  ButtonLink,
  EmptyState,
  Field,
  Page,
  PageHead,
  Table,
  TextInput,
} from '#app/ui/index.ts';
import styles from '#app/features/glossary/glossary.module.css';

export const loader = page(['glossary'], ({ forum, url }) => {
  const find = url.searchParams.get('find')?.slice(0, 200);
  return forum.call('glossary.list', find ? { find } : {});
});

export const meta = titled('glossary', (t) => t('title'));

/** The official names, for everybody to look up and for the secretariat to keep. */
export default function Glossary() {
  const { find, terms, may } = useLoaderData<typeof loader>().data;
  const t = useT('glossary');
  return (
    <Page>
      <PageHead
        title={t('title')}
        facts={[t('lead')]}
        acts={
          may.write && (
            <ButtonLink to="/glossary/new" icon="plus" tone="primary">
              {t('add')}
            </ButtonLink>
          )
        }
      />
      <Form method="get" className={styles.bar}>
        <Field label={t('find')} name="find" optional>
          {(control) => <TextInput {...control} type="search" defaultValue={find} />}
        </Field>
        <Button type="submit">{t('search')}</Button>
      </Form>
      {terms.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <Table
          caption={t('title')}
          rows={terms}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'kind',
              label: t('kind'),
              heads: true,
              cell: ({ id, kind, names }) =>
                may.write ? (
                  <Link
                    to={`/glossary/${id}`}
                    aria-label={`${t(`kind.${kind}`)}: ${names.ja || names.en}`}
                  >
                    {t(`kind.${kind}`)}
                  </Link>
                ) : (
                  t(`kind.${kind}`)
                ),
            },
            ...LANGS.map((lang) => ({
              key: lang,
              label: LANG_NAMES[lang],
              cell: ({ names, also }: (typeof terms)[number]) => (
                <span lang={LANG_TAGS[lang]} className={styles.name}>
                  {names[lang] || '—'}
                  {(also[lang] ?? []).length > 0 && <small>{(also[lang] ?? []).join(' / ')}</small>}
                </span>
              ),
            })),
          ]}
        />
      )}
    </Page>
  );
}
