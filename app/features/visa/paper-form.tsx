import { LANG_TAGS } from '#app/i18n/lang.ts';
import { fieldLabels } from '#app/features/referrals/missing-words.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import {
  Checkbox,
  Field,
  FieldError,
  fieldId,
  FormStack,
  Notice,
  Panel,
  RadioGroup,
  Select,
  TextArea,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import { PAPER_KINDS, PAPER_LANGS, PURPOSES } from '#server/visa/plain.ts';
import { Schedule, stageLabels } from './schedule-fields.tsx';
import { SmallField } from './small-field.tsx';
import { VisaForm } from './visa-form.tsx';
import styles from './visa.module.css';

const COMPANION = ['name', 'relation', 'birthDate', 'passport'] as const;

type Props = { start: Answer<'visa.paperStart'>; state: FormState; t: T<'visa'> };

/** The form in which a hospital orders a paper for the visa: what it says beside the plan. */
export function PaperForm({ start, state, t }: Props) {
  const kinds = PAPER_KINDS.filter((kind) => kind !== 'visitCertificate' || start.certificate);
  return (
    <VisaForm
      code={start.code}
      version={start.version}
      title={t('prints.new')}
      lead={t('paper.lead')}
      submit={t('paper.submit')}
      labels={{ ...fieldLabels(state, useT('referrals')), ...labelsOf(start, t) }}
      state={state}
      t={t}
    >
      <RadioGroup
        legend={t('paper.kind')}
        name="kind"
        value={state.value('kind', kinds[0])}
        error={state.error('kind')}
        choices={kinds.map((value) => ({
          value,
          label: t(`print.${value}`),
          hint: t(`print.${value}.hint`),
        }))}
      />
      <fieldset id={fieldId('langs')} className={styles.plain}>
        <legend className={styles.head}>{t('paper.langs')}</legend>
        {PAPER_LANGS.map((lang) => (
          <Checkbox
            key={lang}
            name={`in-${lang}`}
            label={t(`lang.${lang}`)}
            defaultChecked={!state.refused || state.checked(`in-${lang}`)}
          />
        ))}
        <FieldError error={state.error('langs')} />
      </fieldset>
      {PAPER_LANGS.map((lang) => (
        <Words key={lang} lang={lang} start={start} state={state} t={t} />
      ))}
      <Panel title={t('paper.hospital')}>
        <FormStack>
          <Field label={t('paper.physician')} name="physician" error={state.error('physician')}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={120}
                defaultValue={state.value('physician', start.physician)}
              />
            )}
          </Field>
          <Field
            label={t('paper.department')}
            name="department"
            error={state.error('department')}
            optional
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={300}
                defaultValue={state.value('department', start.department)}
              />
            )}
          </Field>
        </FormStack>
      </Panel>
      {start.certificate && <Certificate start={start} state={state} t={t} />}
      <Schedule stages={start.stages} state={state} t={t} />
      <Panel title={t('print.acceptance')}>
        <Field
          label={t('paper.conditions')}
          name="conditions"
          hint={t('paper.conditions.hint')}
          error={state.error('conditions')}
          optional
        >
          {(control) => <TextArea {...control} rows={3} defaultValue={state.value('conditions')} />}
        </Field>
      </Panel>
    </VisaForm>
  );
}

/** What the fields are called. */
function labelsOf({ companions }: Props['start'], t: T<'visa'>): Record<string, string> {
  const inLang = PAPER_LANGS.flatMap((lang) =>
    (['diagnosis', 'plan'] as const).map((field) => [
      `${field}.${lang}`,
      `${t(`paper.${field}`)} · ${t(`lang.${lang}`)}`,
    ]),
  );
  const ofCompanions = Array.from({ length: companions }, (_, index) =>
    COMPANION.map((part) => [
      `companions.${index}.${part}`,
      `${t('companion', { number: index + 1 })} · ${t(`companion.${part}`)}`,
    ]),
  ).flat();
  return {
    kind: t('paper.kind'),
    langs: t('paper.langs'),
    physician: t('paper.physician'),
    department: t('paper.department'),
    companions: t('companions'),
    conditions: t('paper.conditions'),
    ...stageLabels(t),
    ...Object.fromEntries([...inLang, ...ofCompanions]),
  };
}

/** What the paper says in one language. */
function Words({ lang, start, state, t }: Props & { lang: 'ja' | 'en' }) {
  return (
    <Panel title={t('paper.in', { lang: t(`lang.${lang}`) })}>
      <FormStack>
        <Field
          label={t('paper.diagnosis')}
          name={`diagnosis.${lang}`}
          error={state.error(`diagnosis.${lang}`)}
        >
          {(control) => (
            <TextInput
              {...control}
              required={false}
              lang={LANG_TAGS[lang]}
              maxLength={300}
              defaultValue={state.value(`diagnosis.${lang}`, start.diagnosis[lang])}
            />
          )}
        </Field>
        <Field label={t('paper.plan')} name={`plan.${lang}`} error={state.error(`plan.${lang}`)}>
          {(control) => (
            <TextArea
              {...control}
              required={false}
              lang={LANG_TAGS[lang]}
              maxLength={4000}
              defaultValue={state.value(`plan.${lang}`, start.plan[lang])}
            />
          )}
        </Field>
      </FormStack>
    </Panel>
  );
}

/** What only the certificate asks: the purpose, and who comes along. */
function Certificate({ start, state, t }: Props) {
  return (
    <Panel title={t('print.visitCertificate')}>
      <FormStack>
        <Field label={t('paper.purpose')} name="purpose">
          {(control) => (
            <Select
              {...control}
              defaultValue={state.value('purpose', 'treatment')}
              options={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
            />
          )}
        </Field>
        {state.error('companions') && <Notice tone="danger" title={state.error('companions')!} />}
        {Array.from({ length: start.companions }, (_, index) => (
          <fieldset
            key={index}
            // Where the error summary leads, since no single field is at fault.
            id={index === 0 ? fieldId('companions') : undefined}
            className={styles.companion}
          >
            <legend>{t('companion', { number: index + 1 })}</legend>
            {COMPANION.map((part) => (
              <SmallField
                key={part}
                name={`companions.${index}.${part}`}
                label={t(`companion.${part}`)}
                error={state.error(`companions.${index}.${part}`)}
                // A letter of acceptance names none of them.
                required={false}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    autoComplete="off"
                    maxLength={part === 'relation' ? 60 : 120}
                    {...(part === 'birthDate' && { type: 'date' })}
                    defaultValue={state.value(control.name)}
                  />
                )}
              </SmallField>
            ))}
          </fieldset>
        ))}
        {start.companions > 0 && <p className={styles.note}>{t('companion.note')}</p>}
      </FormStack>
    </Panel>
  );
}
