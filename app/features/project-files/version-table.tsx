import { fileAddress, hasPictures, isThere, lookAddress } from '#app/features/files/addresses.ts';
import type { FileWords } from '#app/features/files/preview.tsx';
import { nameFor } from '#app/features/discussions/names.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import type { T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import type { VersionView } from '#server/project-files/queries/file-page.ts';
import { IconLink, Pill, Table } from '#app/ui/index.ts';
import styles from './project-files.module.css';

type Props = {
  name: string;
  current: number;
  versions: readonly VersionView[];
  words: FileWords;
  t: T<'projectFiles'>;
  lang: Lang;
  format: Format;
};

/** The versions of a file, the newest first: each can be looked at and had. */
export function VersionTable({ name, current, versions, words, t, lang, format }: Props) {
  return (
    <Table
      caption={t('versions')}
      rows={versions}
      rowKey={({ storedId }) => storedId}
      columns={[
        {
          key: 'number',
          label: t('version'),
          heads: true,
          cell: (one) => (
            <span className={styles.number}>
              {hasPictures({ ...one, id: one.storedId, name }) ? (
                <a
                  href={lookAddress(one.storedId)}
                  aria-label={`${t('number', { number: one.number })}: ${words.open(name)}`}
                  data-look={one.storedId}
                  data-name={name}
                  data-pages={one.pages ?? 1}
                >
                  {t('number', { number: one.number })}
                </a>
              ) : (
                t('number', { number: one.number })
              )}
              {one.number === current && <Pill tone="good">{t('current')}</Pill>}
              {!isThere(one.scan) && (
                <span className={styles.held}>{words.held[one.scan as 'pending']}</span>
              )}
            </span>
          ),
        },
        {
          key: 'at',
          label: t('at'),
          cell: (one) => <time dateTime={one.at}>{format.dateTime(one.at)}</time>,
        },
        {
          key: 'by',
          label: t('by'),
          cell: (one) => (
            <span className={styles.who}>
              {nameFor(one.person, lang).text}
              <small>
                <LabelText of={one.org.name} lang={lang} />
              </small>
            </span>
          ),
        },
        { key: 'note', label: t('note'), cell: (one) => one.note ?? '' },
        {
          key: 'size',
          label: t('size'),
          align: 'end',
          cell: (one) => format.bytes(one.byteSize),
        },
        {
          key: 'acts',
          label: t('acts'),
          cell: (one) =>
            isThere(one.scan) && (
              <IconLink
                icon="download"
                label={t('getVersion', { name, number: one.number })}
                to={fileAddress(one.storedId)}
                reloadDocument
              />
            ),
        },
      ]}
    />
  );
}
