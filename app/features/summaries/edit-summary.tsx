import { Form } from '@remix-run/react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { LANG_TAGS } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Notice,
  Page,
  PageHead,
  Panel,
  Submit,
  TextArea,
  type FormState,
} from '#app/ui/index.ts';
import {
  PART_LIMIT,
  SUMMARY_LANGS,
  SUMMARY_PARTS,
  type SummaryKind,
} from '#server/summaries/plain.ts';
import styles from './summaries.module.css';
import { partKey, type SummaryWords } from './view.ts';

/** The form in which a hospital writes back to the sending doctor. */
export function EditSummary({
  code,
  kind,
  version,
  words,
  saved,
  state,
  t,
}: {
  code: string;
  kind: SummaryKind;
  /** Of the draft that is gone on with; null begins one. */
  version: number | null;
  words: SummaryWords | null;
  saved: boolean;
  state: FormState;
  t: T<'summaries'>;
}) {
  return (
    <Page width="reading">
      <PageHead
        trail={useCaseTrail(code)}
        title={t(kind === 'opinion' ? 'edit.title.opinion' : 'edit.title')}
        facts={[displayCode(code)]}
      />
      {saved && !state.refused && (
        <div role="status">
          <Notice tone="good" title={t('saved')} />
        </div>
      )}
      <Form method="post">
        <input type="hidden" name="version" value={version ?? ''} />
        <FormStack>
          {state.refused?.code === 'STALE_VERSION' ? (
            <Notice tone="caution" title={t('stale')} />
          ) : (
            <ErrorSummary refused={state.refused} />
          )}
          <p className={styles.note}>{t('edit.lead')}</p>
          {SUMMARY_LANGS.map((lang) => (
            <Panel key={lang} title={t(`in.${lang}`)}>
              <FormStack>
                {SUMMARY_PARTS.map((part) => (
                  <Field
                    key={part}
                    label={t('partIn', { part: t(partKey(part, kind)), lang: t(`in.${lang}`) })}
                    name={`${lang}.${part}`}
                    hint={part === 'medication' ? t('medication.hint') : undefined}
                    error={state.error(`words.${lang}.${part}`)}
                  >
                    {(control) => (
                      <TextArea
                        {...control}
                        required={false}
                        rows={4}
                        lang={LANG_TAGS[lang]}
                        maxLength={PART_LIMIT}
                        defaultValue={state.value(`${lang}.${part}`, words?.[lang][part] ?? '')}
                      />
                    )}
                  </Field>
                ))}
              </FormStack>
            </Panel>
          ))}
          <FormActs>
            <Submit tone="primary" name="act" value="issue">
              {t('issue')}
            </Submit>
            <Submit tone="secondary" name="act" value="save">
              {t('save')}
            </Submit>
            <ButtonLink to={casePath(code)}>{t('back')}</ButtonLink>
          </FormActs>
          <p className={styles.note}>{t('issue.lead')}</p>
        </FormStack>
      </Form>
    </Page>
  );
}
