import { useRef, useSyncExternalStore, type ReactNode } from 'react';
import type { AttachmentView } from '#server/discussions/views.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { FileCard, type FileWords } from '#app/features/files/preview.tsx';
import { ACCEPT, whyNotTaken } from '#app/features/files/why-not-taken.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { Button, Icon, VisuallyHidden } from '#app/ui/index.ts';
import styles from './attachments.module.css';
import type { Upload, Uploads } from './uploads.ts';

/** The files of a post: each a download, with a picture of it where there is one. */
export function Attachments({
  files,
  words,
  format,
}: {
  files: readonly AttachmentView[];
  words: FileWords;
  format: Format;
}) {
  if (files.length === 0) return null;
  return (
    <ul role="list" className={styles.files}>
      {files.map((file) => (
        <li key={file.id}>
          <FileCard file={file} words={words} format={format} />
        </li>
      ))}
    </ul>
  );
}

/** The files of a message that is not a post yet. */
export function OutgoingFiles({
  files,
}: {
  files: readonly Pick<AttachmentView, 'id' | 'name' | 'byteSize'>[];
}) {
  const format = useFormat();
  return (
    <ul role="list" className={styles.files}>
      {files.map(({ id, name, byteSize }) => (
        <li key={id} className={styles.file} data-pending>
          <strong>{name}</strong>
          <span className={styles.size}>{format.bytes(byteSize)}</span>
        </li>
      ))}
    </ul>
  );
}

export function useUploads(uploads: Uploads): readonly Upload[] {
  return useSyncExternalStore(uploads.watch, uploads.list, () => NONE);
}
const NONE: readonly Upload[] = [];

/** Chooses files for the message that is being written. */
export function AttachButton({ uploads, className }: { uploads: Uploads; className?: string }) {
  const t = useT('files');
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={t('attach')}
        title={t('attach')}
        onClick={() => picker.current?.click()}
      >
        <Icon name="paperclip" size={16} />
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={ACCEPT}
        aria-label={t('attach')}
        onChange={({ target }) => {
          uploads.add([...(target.files ?? [])]);
          // The same file can be chosen again after it was removed.
          target.value = '';
        }}
      />
    </>
  );
}

/** The files that will go with the message: how far they are, and why one is not taken. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const t = useT('files');
  const format = useFormat();
  const list = useUploads(uploads);
  if (list.length === 0) return null;
  return (
    <ul role="list" className={styles.uploads} aria-label={t('list')}>
      {list.map((one) => (
        <li key={one.key} className={styles.upload} data-state={one.state}>
          <span className={styles.name}>{one.file.name}</span>
          <Progress upload={one} most={uploads.limits.perPost} t={t} format={format} />
          {one.state === 'failed' && one.code === 'NO_ANSWER' && (
            <Button
              small
              aria-label={t('again', { name: one.file.name })}
              onClick={() => uploads.again(one.key)}
            >
              {t('retry')}
            </Button>
          )}
          <Leave
            label={t(one.state === 'sending' ? 'stop' : 'remove', { name: one.file.name })}
            onClick={() => uploads.remove(one.key)}
          />
        </li>
      ))}
    </ul>
  );
}

type Words = { upload: Upload; most: number; t: T<'files'>; format: Format };

function Progress({ upload: { file, state, sent, code }, most, t, format }: Words): ReactNode {
  const size = format.bytes(file.size);
  if (state === 'failed') {
    return (
      <span className={styles.why} role="alert">
        <Icon name="circle-alert" size={14} />
        {whyNotTaken(t, code, most)}
      </span>
    );
  }
  if (state === 'ready') {
    return (
      <span className={styles.size} role="status">
        {size}
        <VisuallyHidden>{t('attached', { name: file.name })}</VisuallyHidden>
      </span>
    );
  }
  if (state === 'waiting') return <span className={styles.size}>{t('waiting')}</span>;
  if (sent === 1) return <span className={styles.size}>{t('checking')}</span>;
  const percent = Math.floor(sent * 100);
  return (
    <span className={styles.size}>
      <progress className={styles.bar} max={100} value={percent} aria-label={file.name} />
      {t('sending', { percent, size })}
    </span>
  );
}

function Leave({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className={styles.leave}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name="x" size={16} />
    </button>
  );
}

/** Why the message cannot be sent yet. */
export function Held() {
  return useT('files')('hold');
}
