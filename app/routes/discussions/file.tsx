import { useLoaderData } from '@remix-run/react';
import {
  fileAddress,
  fitInto,
  hasPictures,
  isThere,
  lookAddress,
  pageAddress,
} from '#app/features/files/addresses.ts';
import { fileWords } from '#app/features/files/file-words.ts';
import styles from '#app/features/files/file-page.module.css';
import {
  DISCUSSIONS,
  libraryFileAddress,
  postAddress,
  projectAddress,
  threadAddress,
} from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { label, labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { ButtonLink, EmptyState, Notice, Page, PageHead, Pagination, Time } from '#app/ui/index.ts';

type FilePage = { file: { name: string } };

export const loader = page(['files', 'discussions', 'projects'], async ({ forum, params, url }) => {
  const file = await forum.call('files.page', { fileId: params['fileId']! });
  const asked = Number(url.searchParams.get('page')) || 1;
  return { file, shown: Math.min(Math.max(1, Math.trunc(asked)), file.pages ?? 1) };
});

export const meta = titled<'files', FilePage>('files', (_, data) => data.file.name);

/** One file of a conversation, page by page: what the viewer shows, for links and without scripts. */
export default function FileOfThread() {
  const { file, shown } = useLoaderData<typeof loader>().data;
  const t = useT('files');
  const d = useT('discussions');
  const p = useT('projects');
  const lang = useLang();
  const format = useFormat();
  const words = fileWords(t);
  const pages = file.pages ?? 1;
  const uploader = nameFor(file.uploader, lang);
  const size = fitInto(file, { width: 1600, height: 1600 });
  return (
    <Page>
      <PageHead
        trail={[
          { label: d('title'), to: DISCUSSIONS },
          ...(file.project
            ? [{ ...labelled(file.project.title, lang), to: projectAddress(file.project.slug) }]
            : []),
          ...(file.thread
            ? [
                {
                  label: file.thread.title,
                  to: file.seq
                    ? postAddress(file.thread.id, file.seq)
                    : threadAddress(file.thread.id),
                },
              ]
            : []),
          ...(file.libraryFileId && file.project
            ? [
                {
                  label: p('tab.files'),
                  to: libraryFileAddress(file.project.slug, file.libraryFileId),
                },
              ]
            : []),
        ]}
        title={file.name}
        facts={[
          format.bytes(file.byteSize),
          ...(pages > 1 ? [t('pages', { count: pages })] : []),
          t('broughtBy', { name: uploader.text, org: label(file.org, lang) }),
          <Time key="at" at={file.uploadedAt} format={format} />,
        ]}
        acts={
          isThere(file.scan) && (
            <ButtonLink to={fileAddress(file.id)} icon="download" tone="primary" reloadDocument>
              {t('download')}
            </ButtonLink>
          )
        }
      />
      {file.scan === 'unscanned' && <Notice tone="caution">{t('unscannedHint')}</Notice>}
      {hasPictures(file) ? (
        <>
          <img
            className={styles.sheet}
            src={pageAddress(file.id, shown, 'large')}
            alt={pages > 1 ? t('viewer.alt', { name: file.name, page: shown, pages }) : file.name}
            width={size.width}
            height={size.height}
          />
          <Pagination
            previous={shown > 1 ? lookAddress(file.id, shown - 1) : undefined}
            next={shown < pages ? lookAddress(file.id, shown + 1) : undefined}
            note={t('viewer.page', { page: shown, pages })}
          />
        </>
      ) : (
        <EmptyState title={t('noPicture')}>
          {isThere(file.scan)
            ? t('noPictureHint')
            : words.held[file.scan as keyof typeof words.held]}
        </EmptyState>
      )}
    </Page>
  );
}
