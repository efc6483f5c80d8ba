import { Form } from '@remix-run/react';
import styles from '#app/features/events/edit.module.css';
import { WordFields } from '#app/features/events/word-fields.tsx';
import type { Faults } from '#app/features/events/form-faults.ts';
import { label, labelled, type Label } from '#app/i18n/label.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import {
  ButtonLink,
  Checkbox,
  ErrorSummary,
  Field,
  FieldError,
  FormActs,
  RadioGroup,
  Select,
  Submit,
} from '#app/ui/index.ts';
import own from './projects.module.css';

type Edited = Answer<'projects.editPage'>['project'];
type Terms = readonly { code: string; labels: Label }[];

export type ProjectFormProps = {
  /** The project as it is now; none while it is new. */
  project?: Edited;
  stages: Terms;
  directions: Terms;
  fields: Terms;
  privacy: readonly string[];
  countries: readonly { code: string; name: string }[];
  /** Whom the secretariat may name as leading it. */
  leads?: readonly { id: string; name: Label }[];
  ownOrgId?: string;
  clientId?: string;
  faults: Faults;
  back: string;
};

/** What a project is, for whom, and who may look into its space. */
export function ProjectForm({ project, faults, back, ...given }: ProjectFormProps) {
  const t = useT('projects');
  const te = useT('events');
  const lang = useLang();
  const options = (terms: Terms) =>
    terms.map(({ code, labels }) => ({ value: code, ...labelled(labels, lang) }));
  const ticked = (name: string, start: boolean) => (faults.refused ? faults.checked(name) : start);
  return (
    <Form method="post" className={styles.form}>
      <ErrorSummary refused={faults.refused} />
      {project && <input type="hidden" name="version" value={project.version} />}
      {given.clientId && (
        <input type="hidden" name="clientId" value={faults.value('clientId', given.clientId)} />
      )}
      <WordFields
        legend={t('field.title')}
        name="title"
        start={project?.title}
        faults={faults}
        t={te}
      />
      <WordFields
        legend={t('field.summary')}
        name="summary"
        start={project?.summary}
        faults={faults}
        area
        t={te}
      />
      <WordFields
        legend={t('field.goals')}
        name="goals"
        start={project?.goals}
        faults={faults}
        hint={t('field.goalsHint')}
        optional
        area
        t={te}
      />
      {given.leads && given.leads.length > 0 && (
        <Field label={t('field.lead')} name="leadOrgId" error={faults.error('leadOrgId')}>
          {(control) => (
            <Select
              {...control}
              defaultValue={faults.value('leadOrgId', given.ownOrgId)}
              options={given.leads!.map((org) => ({ value: org.id, ...labelled(org.name, lang) }))}
            />
          )}
        </Field>
      )}
      <div className={styles.pair}>
        <Field label={t('field.direction')} name="direction" error={faults.error('direction')}>
          {(control) => (
            <Select
              {...control}
              defaultValue={faults.value('direction', project?.direction)}
              options={options(given.directions)}
            />
          )}
        </Field>
        <Field label={t('field.stage')} name="stage" error={faults.error('stage')}>
          {(control) => (
            <Select
              {...control}
              defaultValue={faults.value('stage', project?.stage)}
              options={options(given.stages)}
            />
          )}
        </Field>
      </div>
      <fieldset className={own.ticks}>
        <legend>{t('field.countries')}</legend>
        {given.countries.map(({ code, name }) => (
          <Checkbox
            key={code}
            name={`country.${code}`}
            label={name}
            defaultChecked={ticked(`country.${code}`, project?.countries.includes(code) ?? false)}
          />
        ))}
        <FieldError error={faults.error('countries')} />
      </fieldset>
      <fieldset className={own.ticks}>
        <legend>{t('field.fields')}</legend>
        {given.fields.map(({ code, labels }) => (
          <Checkbox
            key={code}
            name={`field.${code}`}
            label={label(labels, lang)}
            defaultChecked={ticked(`field.${code}`, project?.fields.includes(code) ?? false)}
          />
        ))}
        <FieldError error={faults.error('fields')} />
      </fieldset>
      <RadioGroup
        legend={t('field.privacy')}
        name="privacy"
        value={faults.value('privacy', project?.privacy ?? 'invited')}
        error={faults.error('privacy')}
        choices={given.privacy.map((one) => ({
          value: one,
          label: t(`privacy.${one}` as 'privacy.invited'),
          hint: t(`privacy.${one}.hint` as 'privacy.invited.hint'),
        }))}
      />
      <FormActs>
        <Submit>{project ? t('save') : t('create')}</Submit>
        <ButtonLink tone="quiet" to={back}>
          {t('cancel')}
        </ButtonLink>
      </FormActs>
    </Form>
  );
}
