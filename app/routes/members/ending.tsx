import { Link, useLoaderData } from '@remix-run/react';
import styles from '#app/features/certifications/certifications.module.css';
import { endingView, type EndingLine } from '#app/features/certifications/view.ts';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { certificateName } from '#app/features/membership/profile.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { EmptyState, Page, PageHead, Pill, Table, type Column } from '#app/ui/index.ts';

export const loader = page(['certifications', 'membership'], async ({ forum, context }) =>
  endingView(await forum.call('certifications.ending', {}), context.lang),
);

export const meta = titled('certifications', (t) => t('ending.title'));

/** What the secretariat has to ask after: certifications that end, wherever they are. */
export default function Ending() {
  const lines = useLoaderData<typeof loader>().data;
  const t = useT('certifications');
  const names = useT('membership');
  const columns: Column<EndingLine>[] = [
    {
      key: 'organisation',
      label: t('ending.organisation'),
      heads: true,
      cell: ({ slug, name, nameLang }) => (
        <Link to={`${MEMBERS}/${slug}/certifications`} lang={nameLang}>
          {name}
        </Link>
      ),
    },
    {
      key: 'kind',
      label: t('kind'),
      cell: ({ kind, number }) => (
        <span className={styles.lines}>
          {certificateName(kind, names)}
          {number && <small>{t('number', { number })}</small>}
        </span>
      ),
    },
    { key: 'end', label: t('ending.end'), cell: ({ end }) => end },
    {
      key: 'left',
      label: t('ending.left'),
      cell: ({ daysLeft }) => (
        <Pill tone={daysLeft < 0 ? 'danger' : 'caution'}>{leftText(daysLeft, t)}</Pill>
      ),
    },
  ];
  return (
    <Page>
      <PageHead
        trail={[{ label: names('title'), to: MEMBERS }]}
        title={t('ending.title')}
        facts={[t('ending.lead')]}
      />
      {lines.length > 0 ? (
        <Table caption={t('ending.title')} columns={columns} rows={lines} rowKey={({ id }) => id} />
      ) : (
        <EmptyState title={t('ending.none')}>{t('ending.none.text')}</EmptyState>
      )}
    </Page>
  );
}

function leftText(days: number, t: T<'certifications'>): string {
  if (days === 0) return t('ending.today');
  return days < 0 ? t('ending.ago', { count: -days }) : t('ending.in', { count: days });
}
