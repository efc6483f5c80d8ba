import type { ReactNode } from 'react';
import { useLocation } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { Button, Field, FormActs, Meter, Notice, Select, TextInput } from '#app/ui/index.ts';
import { LONGEST_NOTE, PAPER_KINDS } from '#server/papers/plain.ts';
import { ACCEPT, bringPath } from './addresses.ts';
import styles from './papers.module.css';
import { useSending } from './sending.ts';

/** Brings papers to a case. */
export function BringForm({ code, t }: { code: string; t: T<'papers'> }) {
  return (
    <SendingForm
      to={bringPath(code)}
      act={
        <Button type="submit" tone="primary" icon="upload">
          {t('bring.act')}
        </Button>
      }
      t={t}
    >
      <div className={styles.pair}>
        <Field label={t('kind')} name="kind">
          {(control) => (
            <Select
              {...control}
              required
              placeholder={t('kind.choose')}
              options={PAPER_KINDS.filter((kind) => kind !== 'consent').map((value) => ({
                value,
                label: t(`kind.${value}`),
              }))}
            />
          )}
        </Field>
        <Field label={t('note')} name="note" hint={t('note.hint')} optional>
          {(control) => <TextInput {...control} maxLength={LONGEST_NOTE} autoComplete="off" />}
        </Field>
      </div>
      <Field label={t('file')} name="file" hint={t('file.hint')}>
        {(control) => (
          <input
            {...control}
            type="file"
            required
            multiple
            accept={ACCEPT}
            className={styles.picker}
          />
        )}
      </Field>
    </SendingForm>
  );
}

/** Brings the signed paper of a consent, and stays on the page. */
export function ProofForm({
  code,
  consentVersion,
  t,
}: {
  code: string;
  consentVersion: number;
  t: T<'papers'>;
}) {
  const from = /\/edit\/(consent|review)$/.exec(useLocation().pathname)?.[1];
  return (
    <SendingForm
      to={bringPath(code, (from as 'consent' | undefined) ?? 'case')}
      act={
        <Button type="submit" icon="upload" small>
          {t('proof.act')}
        </Button>
      }
      t={t}
    >
      <input type="hidden" name="kind" value="consent" />
      <input type="hidden" name="consentVersion" value={consentVersion} />
      <Field label={t('proof')} name="proof" hint={t('proof.hint')}>
        {(control) => (
          <input {...control} type="file" required accept={ACCEPT} className={styles.picker} />
        )}
      </Field>
    </SendingForm>
  );
}

/** A form with files, and how far it is on its way. */
function SendingForm({
  to,
  act,
  children,
  t,
}: {
  to: string;
  act: ReactNode;
  children: ReactNode;
  t: T<'papers'>;
}) {
  const { sending, send, stop } = useSending();
  const underway = sending !== null && sending !== 'broken' ? sending : null;
  return (
    <form
      method="post"
      action={to}
      encType="multipart/form-data"
      className={styles.bring}
      onSubmit={send}
    >
      {children}
      {sending === 'broken' && <Notice tone="danger">{t('bring.broken')}</Notice>}
      {underway ? (
        <>
          <Meter
            label={t('bring.sending')}
            value={underway.share}
            note={
              underway.share === 1
                ? t('bring.checking')
                : t('bring.share', { percent: Math.floor(underway.share * 100) })
            }
          />
          <FormActs>
            <Button type="button" onClick={stop}>
              {t('bring.stop')}
            </Button>
          </FormActs>
        </>
      ) : (
        <FormActs>{act}</FormActs>
      )}
    </form>
  );
}
