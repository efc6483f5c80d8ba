import { Link } from '@remix-run/react';
import {
  fileAddress,
  hasPictures,
  isThere,
  lookAddress,
  pageAddress,
} from '#app/features/files/addresses.ts';
import type { FileWords } from '#app/features/files/preview.tsx';
import { libraryFileAddress } from '#app/features/discussions/addresses.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import type { Lang } from '#server/platform/i18n/translate.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { IconLink, Pill, Table, type Column } from '#app/ui/index.ts';
import type { LibraryFile } from '#server/project-files/reading.ts';
import type { Sort } from '#server/project-files/schemas.ts';
import { listAddress, type Chosen } from './addresses.ts';
import styles from './project-files.module.css';

type Props = {
  slug: string;
  files: readonly LibraryFile[];
  asked: Chosen;
  words: FileWords;
  t: T<'projectFiles'>;
  lang: Lang;
  format: Format;
};

/** The files of a library, each by its newest version. */
export function LibraryTable({ slug, files, asked, words, t, lang, format }: Props) {
  const sorted = (sort: Sort, name: string, now: 'ascending' | 'descending') => ({
    to: listAddress(slug, { ...asked, sort }),
    label: t('sort', { column: name }),
    ...(asked.sort === sort ? { now } : {}),
  });
  const columns: Column<LibraryFile>[] = [
    {
      key: 'name',
      label: t('name'),
      heads: true,
      sort: sorted('name', t('name'), 'ascending'),
      cell: (file) => (
        <span className={styles.named}>
          <Small file={file} open={words.open(file.name)} />
          <span>
            <Link to={libraryFileAddress(slug, file.id)}>{file.name}</Link>
            {!isThere(file.scan) && (
              <span className={styles.held}>{words.held[file.scan as 'pending']}</span>
            )}
          </span>
        </span>
      ),
    },
    {
      key: 'label',
      label: t('label'),
      sort: sorted('label', t('label'), 'ascending'),
      cell: (file) => (file.label ? <Pill>{file.label}</Pill> : ''),
    },
    { key: 'kind', label: t('kind'), cell: (file) => kindOf(file.name) },
    {
      key: 'size',
      label: t('size'),
      align: 'end',
      sort: sorted('size', t('size'), 'descending'),
      cell: (file) => format.bytes(file.byteSize),
    },
    {
      key: 'number',
      label: t('version'),
      align: 'end',
      cell: (file) => t('number', { number: file.number }),
    },
    {
      key: 'by',
      label: t('by'),
      sort: sorted('org', t('by'), 'ascending'),
      cell: (file) => (
        <span className={styles.who}>
          {nameFor(file.person, lang).text}
          <small>
            <LabelText of={file.org.name} lang={lang} />
          </small>
        </span>
      ),
    },
    {
      key: 'at',
      label: t('at'),
      sort: sorted('changed', t('at'), 'descending'),
      cell: (file) => <time dateTime={file.at}>{format.dateTime(file.at)}</time>,
    },
    {
      key: 'acts',
      label: t('acts'),
      cell: (file) =>
        isThere(file.scan) && (
          <IconLink
            icon="download"
            label={words.download(file.name)}
            to={fileAddress(file.storedId)}
            reloadDocument
          />
        ),
    },
  ];
  return <Table caption={t('list')} rows={files} rowKey={({ id }) => id} columns={columns} />;
}

/** What the end of a name says: PDF, PNG, TXT. */
export function kindOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toUpperCase();
}

/** Its first page in small, which opens the viewer. */
function Small({ file, open }: { file: LibraryFile; open: string }) {
  const viewed = { ...file, id: file.storedId };
  if (!hasPictures(viewed)) return null;
  return (
    <a
      className={styles.small}
      href={lookAddress(viewed.id)}
      aria-label={open}
      data-look={viewed.id}
      data-name={file.name}
      data-pages={file.pages ?? 1}
    >
      <img src={pageAddress(viewed.id, 1, 'small')} alt="" loading="lazy" />
    </a>
  );
}
