import type { Format } from '#server/platform/i18n/format.ts';
import { Icon } from '#app/ui/index.ts';
import {
  fileAddress,
  fitInto,
  hasPictures,
  isThere,
  lookAddress,
  pageAddress,
  type Viewable,
} from './addresses.ts';
import styles from './preview.module.css';

/** What rows say of files, looked up once for the page. */
export type FileWords = {
  open: (name: string) => string;
  download: (name: string) => string;
  pages: (count: number) => string;
  unscanned: string;
  /** Why a file is not handed out, by its state. */
  held: Readonly<Record<'pending' | 'infected' | 'error', string>>;
};

type FileLineProps = { file: Viewable & { byteSize: number }; words: FileWords; format: Format };

const PICTURE_BOX = { width: 320, height: 220 };
const PAGE_BOX = { width: 132, height: 172 };

/** A file with its first page or itself in small, where it has one. No hooks: it stands in rows. */
export function FileCard({ file, words, format }: FileLineProps) {
  const { id, name, mediaType, byteSize, pages, scan } = file;
  const facts = [
    ...(mediaType === 'application/pdf' && pages ? [words.pages(pages)] : []),
    format.bytes(byteSize),
    ...(scan === 'unscanned' ? [words.unscanned] : []),
  ].join(' · ');
  if (!isThere(scan)) {
    return (
      <div className={styles.card} data-held={scan}>
        <Icon name={scan === 'pending' ? 'clock' : 'circle-alert'} size={16} />
        <span className={styles.words}>
          <strong>{name}</strong>
          <span className={styles.facts}>{words.held[scan as keyof FileWords['held']]}</span>
        </span>
      </div>
    );
  }
  return (
    <div className={styles.card} data-pictured={hasPictures(file) ? '' : undefined}>
      {hasPictures(file) && <Small file={file} label={words.open(name)} />}
      <a
        className={styles.line}
        href={fileAddress(id)}
        download={name}
        title={words.download(name)}
      >
        <span className={styles.words}>
          <strong>{name}</strong>
          <span className={styles.facts}>{facts}</span>
        </span>
        <Icon name="download" size={16} />
      </a>
    </div>
  );
}

function Small({ file, label }: { file: Viewable; label: string }) {
  const { id, name, pages, mediaType } = file;
  const size = fitInto(file, mediaType === 'application/pdf' ? PAGE_BOX : PICTURE_BOX);
  return (
    <a
      className={styles.small}
      href={lookAddress(id)}
      aria-label={label}
      data-look={id}
      data-name={name}
      data-pages={pages ?? 1}
    >
      <img src={pageAddress(id, 1, 'small')} alt="" loading="lazy" {...size} />
    </a>
  );
}
