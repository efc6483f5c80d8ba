import { Form } from '@remix-run/react';
import { LANG_NAMES, LANG_TAGS, LANGS } from '#app/i18n/lang.ts';
import { useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Notice,
  Select,
  Submit,
  TextArea,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import { LONGEST_NAME, TERM_KINDS } from '#server/glossary/plain.ts';
import type { TermRow } from '#server/glossary/access.ts';
import styles from './glossary.module.css';

/** The fields of an official name: what it is, its name in each language, other spellings a line each. */
export function TermForm({ term, state }: { term: TermRow | null; state: FormState }) {
  const t = useT('glossary');
  return (
    <Form method="post">
      <FormStack>
        {state.refused?.code === 'STALE_VERSION' ? (
          <Notice tone="caution">{t('stale')}</Notice>
        ) : (
          <ErrorSummary refused={state.refused} />
        )}
        <input type="hidden" name="version" value={term?.version ?? 0} />
        <Field label={t('kind')} name="kind" error={state.error('kind')}>
          {(control) => (
            <Select
              {...control}
              defaultValue={state.value('kind', term?.kind ?? 'organisation')}
              options={TERM_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            />
          )}
        </Field>
        {LANGS.map((lang) => (
          <div key={lang} className={styles.language}>
            <Field
              label={t('name', { lang: LANG_NAMES[lang] })}
              name={`name.${lang}`}
              error={lang === 'ja' ? state.error('names') : state.error(`names.${lang}`)}
              optional
            >
              {(control) => (
                <TextInput
                  {...control}
                  lang={LANG_TAGS[lang]}
                  maxLength={LONGEST_NAME}
                  defaultValue={state.value(`name.${lang}`, term?.names[lang] ?? '')}
                />
              )}
            </Field>
            <Field
              label={t('also', { lang: LANG_NAMES[lang] })}
              name={`also.${lang}`}
              hint={t('alsoHint')}
              error={state.error(`also.${lang}`)}
              optional
            >
              {(control) => (
                <TextArea
                  {...control}
                  rows={2}
                  lang={LANG_TAGS[lang]}
                  defaultValue={state.value(`also.${lang}`, (term?.also[lang] ?? []).join('\n'))}
                />
              )}
            </Field>
          </div>
        ))}
        <FormActs>
          <Submit>{t('save')}</Submit>
          <ButtonLink to="/glossary">{t('cancel')}</ButtonLink>
        </FormActs>
      </FormStack>
    </Form>
  );
}
