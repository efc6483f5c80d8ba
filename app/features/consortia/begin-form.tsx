import { Form } from '@remix-run/react';
import edit from '#app/features/events/edit.module.css';
import type { Faults } from '#app/features/events/form-faults.ts';
import { WordFields } from '#app/features/events/word-fields.tsx';
import own from '#app/features/projects/projects.module.css';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label, labelled, type Label } from '#app/i18n/label.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  Checkbox,
  ErrorSummary,
  Field,
  FormActs,
  RadioGroup,
  Select,
  Submit,
  TextInput,
} from '#app/ui/index.ts';
import { CONSORTIUM_PRIVACY } from '#server/consortia/plain.ts';
import { CONSORTIA } from './addresses.ts';
import styles from './consortia.module.css';

type Terms = readonly { code: string; labels: Label }[];
type BeginProps = {
  programme: { slug: string; title: Label };
  project: { id: string; title: Label } | null;
  directions: Terms;
  fields: Terms;
  countries: readonly { code: string; name: string }[];
  clientId: string;
  faults: Faults;
};

/** What an application is for: a project of its own, or one that there is. */
export function BeginForm({ programme, project, faults, ...given }: BeginProps) {
  const t = useT('consortia');
  const p = useT('projects');
  const te = useT('events');
  const lang = useLang();
  const checked = (name: string) => (faults.refused ? faults.checked(name) : false);
  return (
    <Form method="post" className={edit.form}>
      <ErrorSummary refused={faults.refused} />
      <h2>
        <LabelText of={programme.title} lang={lang} />
      </h2>
      <p className={styles.note}>{t('form.rolesFirst')}</p>
      <input type="hidden" name="programme" value={programme.slug} />
      {project ? (
        <input type="hidden" name="projectId" value={project.id} />
      ) : (
        <>
          <input type="hidden" name="clientId" value={faults.value('clientId', given.clientId)} />
          <WordFields legend={p('field.title')} name="title" faults={faults} t={te} />
          <WordFields legend={p('field.summary')} name="summary" faults={faults} area t={te} />
          <Field label={p('field.direction')} name="direction" error={faults.error('direction')}>
            {(control) => (
              <Select
                {...control}
                defaultValue={faults.value('direction')}
                options={given.directions.map(({ code, labels }) => ({
                  value: code,
                  ...labelled(labels, lang),
                }))}
              />
            )}
          </Field>
          <fieldset className={own.ticks}>
            <legend>{p('field.countries')}</legend>
            {given.countries.map(({ code, name }) => (
              <Checkbox
                key={code}
                name={`country.${code}`}
                label={name}
                defaultChecked={checked(`country.${code}`)}
              />
            ))}
          </fieldset>
          <fieldset className={own.ticks}>
            <legend>{p('field.fields')}</legend>
            {given.fields.map(({ code, labels }) => (
              <Checkbox
                key={code}
                name={`field.${code}`}
                label={label(labels, lang)}
                defaultChecked={checked(`field.${code}`)}
              />
            ))}
          </fieldset>
          <RadioGroup
            legend={p('field.privacy')}
            name="privacy"
            value={faults.value('privacy', 'invited')}
            error={faults.error('privacy')}
            choices={CONSORTIUM_PRIVACY.map((one) => ({
              value: one,
              label: p(`privacy.${one}`),
              hint: p(`privacy.${one}.hint`),
            }))}
          />
        </>
      )}
      <Field
        label={t('frame.target')}
        name="targetOn"
        hint={t('frame.targetHint')}
        error={faults.error('targetOn')}
        optional
      >
        {(control) => (
          <TextInput {...control} type="date" defaultValue={faults.value('targetOn', '')} />
        )}
      </Field>
      <FormActs>
        <Submit>{t('form.begin')}</Submit>
        <ButtonLink tone="quiet" to={CONSORTIA}>
          {t('form.cancel')}
        </ButtonLink>
      </FormActs>
    </Form>
  );
}
