import type { T } from '#app/i18n/use-t.ts';
import { Button, Field, FormActs, Select, TextInput } from '#app/ui/index.ts';
import { LONGEST_NOTE, PAPER_KINDS } from '#server/papers/plain.ts';
import { ACCEPT, bringPath } from './addresses.ts';
import styles from './papers.module.css';

/** Brings papers to a case; the browser sends the form as it stands, with and without scripts. */
export function BringForm({ code, t }: { code: string; t: T<'papers'> }) {
  return (
    <form
      method="post"
      action={bringPath(code)}
      encType="multipart/form-data"
      className={styles.bring}
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
      <FormActs>
        <Button type="submit" tone="primary" icon="upload">
          {t('bring.act')}
        </Button>
      </FormActs>
    </form>
  );
}

/** Brings the signed paper of a consent. */
export function ProofForm({
  code,
  consentVersion,
  t,
}: {
  code: string;
  consentVersion: number;
  t: T<'papers'>;
}) {
  return (
    <form
      method="post"
      action={bringPath(code)}
      encType="multipart/form-data"
      className={styles.bring}
    >
      <input type="hidden" name="kind" value="consent" />
      <input type="hidden" name="consentVersion" value={consentVersion} />
      <Field label={t('proof')} name="proof" hint={t('proof.hint')}>
        {(control) => (
          <input {...control} type="file" required accept={ACCEPT} className={styles.picker} />
        )}
      </Field>
      <div>
        <Button type="submit" icon="upload" small>
          {t('proof.act')}
        </Button>
      </div>
    </form>
  );
}
