import { Form } from '@remix-run/react';
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
  TextInput,
  type FormState,
  type Option,
} from '#app/ui/index.ts';
import { NAME_LENGTH } from '#server/profiles/plain.ts';
import { profileOf } from './addresses.ts';
import styles from './profiles.module.css';

const LANGS = ['ja', 'en', 'zh', 'ko'] as const;

/** What is known of a department before it is changed; nothing of a new one. */
export type DepartmentStart = {
  id: string | null;
  version: number;
  specialty: string;
  names: Record<string, string | null | undefined>;
  yearlyCases: number | null;
};

/** A department of a hospital: its field once, its names and number of cases as often as they change. */
export function DepartmentForm({
  slug,
  orgId,
  start,
  fields,
  saved,
  state,
}: {
  slug: string;
  orgId: string;
  start: DepartmentStart;
  /** The fields that a new one can have. */
  fields: readonly Option[];
  /** What stands now, for one that somebody else has changed meanwhile. */
  saved: string;
  state: FormState;
}) {
  const t = useT('profiles');
  const isNew = start.id === null;
  return (
    <Form method="post">
      <FormStack>
        {state.refused?.code === 'STALE_VERSION' ? (
          <Notice tone="caution" title={t('line.gone')}>
            {t('stale.text', { what: saved })}
          </Notice>
        ) : (
          <ErrorSummary
            refused={state.refused}
            labels={{ specialty: t('department.field'), yearlyCases: t('department.cases') }}
          />
        )}
        {isNew ? (
          <>
            <input type="hidden" name="orgId" value={orgId} />
            <Field label={t('department.field')} name="specialty" error={state.error('specialty')}>
              {(control) => (
                <Select
                  {...control}
                  placeholder={t('department.choose')}
                  defaultValue={state.value('specialty', start.specialty)}
                  options={fields}
                />
              )}
            </Field>
          </>
        ) : (
          <input type="hidden" name="version" value={start.version} />
        )}
        <Field
          label={t('department.cases')}
          name="yearlyCases"
          hint={t('department.casesHint')}
          error={state.error('yearlyCases')}
          optional
        >
          {(control) => (
            <TextInput
              {...control}
              type="number"
              inputMode="numeric"
              inputSize="short"
              min={0}
              max={1_000_000}
              defaultValue={state.value('yearlyCases', start.yearlyCases?.toString() ?? '')}
            />
          )}
        </Field>
        <fieldset className={styles.names}>
          <legend>{t('department.names')}</legend>
          <p>{t('department.namesHint')}</p>
          {LANGS.map((lang) => (
            <Field
              key={lang}
              label={t(`department.name.${lang}`)}
              name={`name.${lang}`}
              error={state.error(`name.${lang}`)}
              optional
            >
              {(control) => (
                <TextInput
                  {...control}
                  lang={lang}
                  maxLength={NAME_LENGTH}
                  defaultValue={state.value(`name.${lang}`, start.names[lang] ?? '')}
                />
              )}
            </Field>
          ))}
        </fieldset>
        {isNew && <Notice title={t('department.new.note')} />}
        <FormActs>
          <Submit>{t('department.save')}</Submit>
          <ButtonLink to={profileOf(slug)}>{t('cancel')}</ButtonLink>
        </FormActs>
      </FormStack>
    </Form>
  );
}
