import { redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { profileOf } from '#app/features/profiles/addresses.ts';
import { CheckForm } from '#app/features/profiles/lines-table.tsx';
import styles from '#app/features/profiles/profiles.module.css';
import { toCheckView, type ToCheckLine } from '#app/features/profiles/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import {
  EmptyState,
  ErrorSummary,
  formState,
  Notice,
  Page,
  PageHead,
  Table,
  type Column,
} from '#app/ui/index.ts';

export const loader = page(['profiles', 'membership'], async ({ forum, url, context }) => ({
  lines: toCheckView(await forum.call('profiles.toCheck', {}), context.lang),
  saved: url.searchParams.has('saved'),
}));

export const action = act(async ({ forum, form }) => {
  await forum.call('profiles.checkLine', {
    lineId: text(form, 'lineId'),
    version: Number(text(form, 'version')),
  });
  return redirect(`${MEMBERS}/to-check?saved`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('profiles', (t) => t('toCheck.title'));

/** What organisations have said of themselves since the secretariat last looked, wherever they are. */
export default function ToCheck() {
  const { lines, saved } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('profiles');
  const names = useT('membership');
  const columns: Column<ToCheckLine>[] = [
    {
      key: 'organisation',
      label: t('toCheck.organisation'),
      heads: true,
      cell: ({ slug, organisation }) => (
        <Link to={`${profileOf(slug)}?kind=unchecked`} lang={organisation.nameLang}>
          {organisation.name}
        </Link>
      ),
    },
    {
      key: 'what',
      label: t('lines.what'),
      cell: ({ kind, what }) => (
        <span className={styles.lines}>
          {what}
          <small>{t(`kind.${kind}`)}</small>
        </span>
      ),
    },
    {
      key: 'evidence',
      label: t('lines.evidence'),
      cell: ({ evidence, before }) => (
        <span className={styles.lines}>
          <span lang={evidence.lang}>{evidence.text}</span>
          {before && <small lang={before.lang}>{t('toCheck.before', { text: before.text })}</small>}
        </span>
      ),
    },
    {
      key: 'reviewed',
      label: t('lines.reviewed'),
      cell: ({ reviewed }) => reviewed ?? t('lines.never'),
    },
    {
      key: 'acts',
      label: t('lines.acts'),
      cell: ({ id, version, what }) => <CheckForm id={id} version={version} name={what} t={t} />,
    },
  ];
  return (
    <Page>
      <PageHead
        trail={[{ label: names('title'), to: MEMBERS }]}
        title={t('toCheck.title')}
        facts={[t('toCheck.lead')]}
      />
      <ErrorSummary refused={state.refused} />
      {saved && !state.refused && (
        <div role="status">
          <Notice tone="good" title={t('saved.checked')} />
        </div>
      )}
      {lines.length > 0 ? (
        <Table
          caption={t('toCheck.title')}
          columns={columns}
          rows={lines}
          rowKey={({ id }) => id}
        />
      ) : (
        <EmptyState title={t('toCheck.none')}>{t('toCheck.none.text')}</EmptyState>
      )}
    </Page>
  );
}
