import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { fileWords } from '#app/features/files/file-words.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { action as act, page } from '#app/page.ts';
import { EmptyState, Notice, Page, PageHead, Pill, Submit, Table, Time } from '#app/ui/index.ts';

export const meta = titled('files', (t) => t('heldTitle'));

export const loader = page(['files'], ({ forum }) => forum.call('files.held', {}));

export const action = act(async ({ forum }) => {
  await forum.call('files.scanAgain', {});
  return redirect('/held-files');
});

/** For the secretariat: whether files are scanned, and which ones wait for somebody to look. */
export default function HeldFiles() {
  const { scans, files } = useLoaderData<typeof loader>().data;
  const t = useT('files');
  const lang = useLang();
  const format = useFormat();
  const words = fileWords(t);
  return (
    <Page>
      <PageHead
        title={t('heldTitle')}
        facts={[t('heldLead')]}
        acts={
          scans &&
          files.some((file) => file.scan === 'error') && (
            <form method="post">
              <Submit tone="primary">{t('scanAgain')}</Submit>
            </form>
          )
        }
      />
      {!scans && (
        <Notice tone="caution" title={t('noScanner')}>
          {t('noScannerHint')}
        </Notice>
      )}
      {files.length === 0 ? (
        <EmptyState title={t('heldNone')}>{t('heldNoneHint')}</EmptyState>
      ) : (
        <Table
          caption={t('heldTitle')}
          rows={files}
          rowKey={(file) => file.id}
          columns={[
            {
              key: 'scan',
              label: t('heldState'),
              heads: true,
              cell: (file) => (
                <Pill tone={file.scan === 'pending' ? 'info' : 'danger'}>
                  {words.held[file.scan]}
                </Pill>
              ),
            },
            {
              key: 'org',
              label: t('heldOrg'),
              cell: (file) => <LabelText of={file.org} lang={lang} />,
            },
            { key: 'type', label: t('heldType'), cell: (file) => file.mediaType },
            { key: 'size', label: t('heldSize'), cell: (file) => format.bytes(file.byteSize) },
            {
              key: 'at',
              label: t('heldAt'),
              cell: (file) => <Time at={file.uploadedAt} format={format} show="dateTime" />,
            },
          ]}
        />
      )}
    </Page>
  );
}
