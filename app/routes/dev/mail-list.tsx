import { Link, useLoaderData } from '@remix-run/react';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { EmptyState, Page, PageHead, Table, Time } from '#app/ui/index.ts';

export const loader = page(['dev'], ({ forum }) => forum.call('dev.listMail', {}));

export const meta = titled('dev', (t) => t('mail.title'));

export default function DevMailList() {
  const { mails } = useLoaderData<typeof loader>().data;
  const t = useT('dev');
  const format = useFormat();
  return (
    <Page>
      <PageHead title={t('mail.title')} facts={[t('mail.lead')]} />
      {mails.length === 0 ? (
        <EmptyState title={t('mail.empty.title')}>{t('mail.empty.text')}</EmptyState>
      ) : (
        <Table
          caption={t('mail.title')}
          rows={mails}
          rowKey={(mail) => mail.id}
          columns={[
            {
              key: 'subject',
              label: t('mail.subject'),
              heads: true,
              cell: ({ id, subject, lang }) => (
                <Link to={`/dev/mail/${id}`} lang={lang}>
                  {subject || t('mail.none')}
                </Link>
              ),
            },
            {
              key: 'to',
              label: t('mail.to'),
              cell: ({ to }) => (to.name ? `${to.name} <${to.address}>` : to.address),
            },
            { key: 'kind', label: t('mail.kind'), cell: ({ kind }) => <code>{kind}</code> },
            { key: 'at', label: t('mail.at'), cell: ({ at }) => <Time at={at} format={format} /> },
          ]}
        />
      )}
    </Page>
  );
}
