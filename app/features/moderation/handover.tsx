import { Form } from '@remix-run/react';
import { label, labelled } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  Checkbox,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Panel,
  Select,
  Submit,
  type FormState,
} from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';

type Worklist = Answer<'projects.handovers'>;
type Line = Worklist['lines'][number];

/** What one organisation leads and answers for, to be given to another in one act. */
export function Handover({
  line,
  successors,
  names,
  asked,
  state,
}: {
  line: Line;
  successors: Worklist['successors'];
  /** Whether the reader may name a representative. */
  names: boolean;
  /** Whether the reader asked for this organisation's; otherwise it waits for somebody. */
  asked: boolean;
  state: FormState;
}) {
  const t = useT('moderation');
  const lang = useLang();
  const { org, slug, left, hasVoice, projects } = line;
  const why = left ? 'left' : !hasVoice ? 'noVoice' : asked ? 'stays' : 'parted';
  const to = `to-${org.id}`;
  return (
    <Panel title={label(org.name, lang)}>
      <Form method="post">
        <input type="hidden" name="fromOrgId" value={org.id} />
        <FormStack>
          <p>{t(`handover.why.${why}`)}</p>
          <ErrorSummary
            refused={state.refused}
            labels={{ toOrgId: t('handover.to'), projectIds: t('handover.what') }}
            form={to}
          />
          <fieldset>
            <legend>{t('handover.what')}</legend>
            {projects.map((project) => (
              <Checkbox
                key={project.id}
                name="projectIds"
                value={project.id}
                defaultChecked
                label={label(project.title, lang)}
                hint={<What project={project} />}
              />
            ))}
          </fieldset>
          <Field
            label={t('handover.to')}
            name="toOrgId"
            hint={t('handover.toHint')}
            error={state.error('toOrgId')}
            form={to}
          >
            {(control) => (
              <Select
                {...control}
                required
                placeholder={t('handover.choose')}
                defaultValue={state.value('toOrgId')}
                options={successors
                  .filter(({ id }) => id !== org.id)
                  .map(({ id, name }) => ({ value: id, ...labelled(name, lang) }))}
              />
            )}
          </Field>
          <FormActs>
            <Submit>{t('handover.submit')}</Submit>
            {names && why === 'noVoice' && (
              <ButtonLink to={`/members/${slug}/representative`}>{t('handover.name')}</ButtonLink>
            )}
          </FormActs>
        </FormStack>
      </Form>
    </Panel>
  );
}

function What({ project }: { project: Line['projects'][number] }) {
  const t = useT('moderation');
  const lang = useLang();
  const format = useFormat();
  const steps = project.steps.map(
    ({ title, plannedOn }) => `${label(title, lang)} ${format.day(plannedOn)}`,
  );
  return (
    <>
      {project.leads && t('handover.leads')}
      {project.leads && steps.length > 0 && ' · '}
      {steps.length > 0 && t('handover.steps', { steps: format.list(steps) })}
    </>
  );
}
