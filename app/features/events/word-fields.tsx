import { LANG_NAMES, LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Field, FieldError, TextArea, TextInput } from '#app/ui/index.ts';
import styles from './edit.module.css';
import type { Faults } from './form-faults.ts';

type Words = Partial<Record<Lang, string | null>>;

const FIRST: readonly Lang[] = ['ja', 'en'];
const MORE: readonly Lang[] = ['zh', 'ko'];

/**
 * A text in the forum's languages: Japanese and English in sight, Chinese and Korean behind a fold
 * that says whether something is written there.
 */
export function WordFields({
  legend,
  name,
  start,
  faults,
  hint,
  optional,
  area,
  list,
  t,
}: {
  legend: string;
  name: string;
  start?: Words | null | undefined;
  faults: Faults;
  hint?: string;
  optional?: boolean;
  area?: boolean;
  /** Ids of lists of known values, by language. */
  list?: (lang: Lang) => string;
  t: T<'events'>;
}) {
  const one = (lang: Lang) => {
    const path = `${name}.${lang}`;
    const Input = area ? TextArea : TextInput;
    return (
      <Field
        key={lang}
        label={LANG_NAMES[lang]}
        name={path}
        error={faults.error(path)}
        optional={!optional && !FIRST.includes(lang)}
      >
        {({ required: _required, ...control }) => (
          <Input
            {...control}
            lang={LANG_TAGS[lang]}
            defaultValue={faults.value(path, start?.[lang] ?? '')}
            {...(list && { list: list(lang) })}
          />
        )}
      </Field>
    );
  };
  const isFaulty = MORE.some((lang) => faults.error(`${name}.${lang}`));
  const written = MORE.filter((lang) => start?.[lang]);
  return (
    <fieldset className={styles.words}>
      <legend>
        {legend}
        {optional && <span>{t('optional')}</span>}
      </legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      <div className={styles.pair} data-areas={area ? '' : undefined}>
        {FIRST.map(one)}
      </div>
      <details open={isFaulty}>
        <summary>
          {t('edit.moreLanguages')}
          {written.length > 0 && <span>{t('edit.written')}</span>}
        </summary>
        <div className={styles.pair} data-areas={area ? '' : undefined}>
          {MORE.map(one)}
        </div>
      </details>
      <FieldError error={faults.error(name)} />
    </fieldset>
  );
}
