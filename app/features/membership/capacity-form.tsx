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
import { CAPACITIES, type CapacityData } from './capacity-data.ts';
import styles from './membership.module.css';
import { CAPACITY_TONES } from './profile.tsx';

/** All departments in one form: what has been changed is saved, the rest stays as it was said. */
export function CapacityForm({ data, state }: { data: CapacityData; state: FormState }) {
  const t = useT('membership');
  const labels = Object.fromEntries(
    data.departments.map(({ name }, i) => [
      `departments.${i}.until`,
      `${name} ${t('capacity.lastDay')}`,
    ]),
  );
  return (
    <Form method="post" className={styles.capacities}>
      {state.refused?.code === 'STALE_VERSION' ? (
        <Notice tone="caution" title={state.refused.message}>
          {t('capacity.stale')}
        </Notice>
      ) : (
        <ErrorSummary refused={state.refused} labels={labels} />
      )}
      {data.departments.map((department, i) => (
        <DepartmentFields
          // What somebody else has said meanwhile is shown; what was typed here stays in its fields.
          key={`${department.specialty} ${department.version}`}
          department={department}
          index={i}
          today={data.today}
          state={state}
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
  index,
  today,
  state,
}: {
  department: Department;
  index: number;
  today: string;
  state: FormState;
}) {
  const t = useT('membership');
  const field = (name: string) => `departments.${index}.${name}`;
  return (
    <fieldset className={styles.capacity}>
      <legend lang={department.nameLang}>{department.name}</legend>
      <input type="hidden" name="specialty" value={department.specialty} />
      <input type="hidden" name={field('version')} value={department.version} />
      <p className={styles.capacityNow}>
        <Pill tone={CAPACITY_TONES[department.now]}>{t(`capacity.${department.now}`)}</Pill>
        <LastSaid department={department} />
      </p>
      <Field label={t('departments.capacity')} name={field('capacity')}>
        {(control) => (
          <Select
            {...control}
            defaultValue={state.value(field('capacity'), department.capacity)}
            options={CAPACITIES.map((value) => ({ value, label: t(`capacity.${value}`) }))}
          />
        )}
      </Field>
      <Field
        label={t('capacity.lastDay')}
        name={field('until')}
        error={state.error(field('until'))}
        optional
      >
        {(control) => (
          <TextInput
            {...control}
            type="date"
            min={today}
            defaultValue={state.value(field('until'), department.capacityUntil ?? '')}
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
