import { Form } from '@remix-run/react';
import { partialDate } from '#app/i18n/partial-date.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import {
  ErrorSummary,
  Field,
  FormActs,
  Notice,
  Pill,
  Select,
  Submit,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import { CAPACITIES } from '#server/membership/plain.ts';
import { fieldOf, sentLines, type CapacityData } from './capacity-data.ts';
import styles from './membership.module.css';
import { CAPACITY_TONES } from './profile.tsx';

/** All departments in one form: what has been changed is saved, the rest stays as it was said. */
export function CapacityForm({ data, state }: { data: CapacityData; state: FormState }) {
  const t = useT('membership');
  const sent = sentLines(data, state);
  const faultOf = (specialty: string) => state.error(`departments.${sent.get(specialty)}.until`);
  const faulty = data.departments.filter(({ specialty }) => faultOf(specialty));
  return (
    <Form method="post" className={styles.capacities}>
      <input type="hidden" name="orgId" value={data.orgId} />
      {state.refused?.code === 'STALE_VERSION' ? (
        <Notice tone="caution" title={state.refused.message}>
          {t('capacity.stale')}
        </Notice>
      ) : (
        <ErrorSummary
          refused={
            state.refused && {
              ...state.refused,
              fields: Object.fromEntries(
                faulty.map(({ specialty }) => [fieldOf(specialty, 'until'), faultOf(specialty)!]),
              ),
            }
          }
          labels={Object.fromEntries(
            faulty.map(({ specialty, name }) => [fieldOf(specialty, 'until'), name]),
          )}
        />
      )}
      {data.departments.map((department) => (
        <DepartmentFields
          // What somebody else has said meanwhile is shown; what was typed here stays in its fields.
          key={`${department.specialty} ${department.version}`}
          department={department}
          today={data.today}
          typed={sent.has(department.specialty) ? state : undefined}
          fault={faultOf(department.specialty)}
        />
      ))}
      <FormActs>
        <Submit name="act" value="save" tone="primary">
          {t('capacity.save')}
        </Submit>
      </FormActs>
    </Form>
  );
}

type Department = CapacityData['departments'][number];

function DepartmentFields({
  department,
  today,
  typed,
  fault,
}: {
  department: Department;
  today: string;
  /** What was typed before a refusal, where it changed this department. */
  typed: FormState | undefined;
  fault: string | undefined;
}) {
  const t = useT('membership');
  const field = (name: string) => fieldOf(department.specialty, name);
  const until = department.capacityUntil ?? '';
  return (
    <fieldset className={styles.capacity}>
      <legend lang={department.nameLang}>{department.name}</legend>
      <input type="hidden" name="specialty" value={department.specialty} />
      <input type="hidden" name={field('version')} value={department.version} />
      <input type="hidden" name={field('capacityWas')} value={department.capacity} />
      <input type="hidden" name={field('untilWas')} value={until} />
      <p className={styles.capacityNow}>
        <Pill tone={CAPACITY_TONES[department.now]}>{t(`capacity.${department.now}`)}</Pill>
        <LastSaid department={department} />
      </p>
      <Field label={t('departments.capacity')} name={field('capacity')}>
        {(control) => (
          <Select
            {...control}
            defaultValue={typed?.value(field('capacity')) ?? department.capacity}
            options={CAPACITIES.map((value) => ({ value, label: t(`capacity.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t('capacity.lastDay')} name={field('until')} error={fault} optional>
        {(control) => (
          <TextInput
            {...control}
            type="date"
            min={today}
            defaultValue={typed?.value(field('until')) ?? until}
          />
        )}
      </Field>
    </fieldset>
  );
}

function LastSaid({ department }: { department: Department }) {
  const t = useT('membership');
  const lang = useLang();
  const { capacityReviewedOn: on } = department;
  return (
    <small>
      {on ? t('capacity.said', { date: partialDate(on, lang) }) : t('capacity.neverSaid')}
    </small>
  );
}
