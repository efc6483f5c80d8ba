import { FieldError, fieldId, TextInput, type FormState } from '#app/ui/index.ts';
import styles from './tags.module.css';
import type { Discuss } from './words.ts';

/** The tags of a thread in a form that has `TagFields`. */
export function tagsIn(form: FormData): string[] {
  return [...form.entries()].flatMap(([name, value]) =>
    /^tag\d$/.test(name) && typeof value === 'string' ? [value] : [],
  );
}

/** As many fields as a thread may have tags, each offering those in use where the reader may read. */
export function TagFields({
  state,
  start = [],
  known,
  limits,
  t,
}: {
  state: FormState;
  start?: readonly string[];
  known: readonly string[];
  limits: { tags: number; tag: number };
  t: Discuss;
}) {
  const error = state.error('tags');
  return (
    <fieldset id={fieldId('tags')} className={styles.fields} aria-describedby="tags-hint">
      <legend>{t('tags.title')}</legend>
      <p id="tags-hint" className={styles.hint}>
        {t('tags.hint', { most: limits.tags, length: limits.tag })}
      </p>
      <div className={styles.boxes}>
        {Array.from({ length: limits.tags }, (_, i) => (
          <TextInput
            key={i}
            id={fieldId(`tag${i + 1}`)}
            name={`tag${i + 1}`}
            aria-label={t('tags.one', { number: i + 1 })}
            aria-invalid={error ? true : undefined}
            list="tags-known"
            maxLength={limits.tag}
            autoComplete="off"
            defaultValue={state.value(`tag${i + 1}`, start[i] ?? '')}
          />
        ))}
      </div>
      <datalist id="tags-known">
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <FieldError error={error} />
    </fieldset>
  );
}
