import { useRef, useState, type ReactNode } from 'react';
import { ACCEPT } from '#app/features/files/why-not-taken.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Button, Field, Icon, TextInput } from '#app/ui/index.ts';
import { LONGEST_NOTE } from '#server/project-files/schemas.ts';
import styles from './project-files.module.css';
import { useSending, type Sent } from './sending.ts';
import { whyNotBrought } from './why.ts';

/**
 * The form that brings files into a library, by choosing or by dropping them on it. With scripts each
 * file says how far it is; without, the browser sends the form as it stands.
 */
export function UploadForm({
  to,
  orgId,
  multiple = false,
  hint,
  children,
  onLate = () => undefined,
}: {
  to: string;
  orgId: string;
  multiple?: boolean;
  hint: string;
  /** More fields; they stand before the files. */
  children?: ReactNode;
  onLate?: (uploadId: string) => void;
}) {
  const t = useT('projectFiles');
  const picker = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [over, setOver] = useState(false);
  const { sent, send, isBusy } = useSending(to, orgId, onLate);
  const sendAll = (files: readonly File[]) =>
    void send(form.current!, multiple ? files : files.slice(0, 1));
  return (
    <form
      ref={form}
      method="post"
      action={to}
      encType="multipart/form-data"
      className={styles.upload}
      data-over={over ? '' : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        sendAll([...(picker.current?.files ?? [])]);
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        sendAll([...event.dataTransfer.files]);
      }}
    >
      {children}
      <Field label={t('note')} name="note" hint={t('noteHint')} optional>
        {(control) => <TextInput {...control} maxLength={LONGEST_NOTE} />}
      </Field>
      <Field label={t('choose')} name="file" hint={hint}>
        {(control) => (
          <input
            {...control}
            ref={picker}
            type="file"
            multiple={multiple}
            accept={ACCEPT}
            className={styles.picker}
          />
        )}
      </Field>
      <Button type="submit" icon="upload" tone="primary" pending={isBusy}>
        {isBusy ? t('uploading') : t('upload')}
      </Button>
      <SentList sent={sent} />
    </form>
  );
}

function SentList({ sent }: { sent: readonly Sent[] }) {
  const t = useT('projectFiles');
  const f = useT('files');
  const format = useFormat();
  if (sent.length === 0) return null;
  return (
    <ul role="list" className={styles.sent} aria-label={t('uploading')} aria-live="polite">
      {sent.map(({ key, name, size, state, share, number, code }) => (
        <li key={key} data-state={state}>
          {state === 'done' && (
            <span>
              <Icon name="check" size={14} /> {t('done', { name, number: number ?? 1 })}
            </span>
          )}
          {state === 'failed' && (
            <span role="alert">
              <Icon name="circle-alert" size={14} /> <strong>{name}</strong>{' '}
              {whyNotBrought(t, f, code)}
            </span>
          )}
          {(state === 'waiting' || state === 'sending') && (
            <span>
              <strong>{name}</strong>{' '}
              {state === 'waiting'
                ? f('waiting')
                : share === 1
                  ? f('checking')
                  : f('sending', { percent: Math.floor(share * 100), size: format.bytes(size) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
