import { Field, RadioGroup, TextInput } from '#app/ui/index.ts';
import { COE_BY, MOST_COMPANIONS, WAYS } from '#server/visa/plain.ts';
import { VisaForm } from './visa-form.tsx';
import styles from './visa.module.css';
import type { VisaPageProps } from './view.ts';

/** The form in which hospital or officer says how the patient comes to Japan. */
export function EditPlan({ of, state, t }: VisaPageProps) {
  const { plan } = of;
  const date = (name: 'arrivesOn' | 'leavesOn') => (
    <Field label={t(name)} name={name} error={state.error(name)}>
      {(control) => (
        <TextInput {...control} type="date" defaultValue={state.value(name, plan?.[name] ?? '')} />
      )}
    </Field>
  );
  const inpatient = plan?.inpatient === false ? 'no' : 'yes';
  return (
    <VisaForm
      code={of.code}
      version={plan?.version ?? null}
      title={t('edit')}
      lead={t('edit.lead')}
      submit={t('save')}
      labels={{
        way: t('way'),
        arrivesOn: t('arrivesOn'),
        leavesOn: t('leavesOn'),
        inpatient: t('inpatient'),
        coeBy: t('coeBy'),
        companions: t('companions'),
      }}
      state={state}
      t={t}
    >
      <RadioGroup
        legend={t('way')}
        name="way"
        value={state.value('way', plan?.way ?? 'single')}
        error={state.error('way')}
        choices={WAYS.map((value) => ({
          value,
          label: t(`way.${value}`),
          hint: t(`way.${value}.hint`),
        }))}
      />
      <div className={styles.pair}>
        {date('arrivesOn')}
        {date('leavesOn')}
      </div>
      <RadioGroup
        legend={t('inpatient')}
        name="inpatient"
        inline
        value={state.value('inpatient', inpatient)}
        error={state.error('inpatient')}
        choices={(['yes', 'no'] as const).map((value) => ({
          value,
          label: t(`inpatient.${value}`),
        }))}
      />
      <RadioGroup
        legend={t('coeBy.field')}
        name="coeBy"
        hint={t('coeBy.hint')}
        value={state.value('coeBy', plan?.coeBy ?? '')}
        error={state.error('coeBy')}
        required={false}
        choices={COE_BY.map((value) => ({ value, label: t(`coeBy.${value}`) }))}
      />
      <Field
        label={t('companions')}
        name="companions"
        hint={t('companions.hint')}
        error={state.error('companions')}
      >
        {(control) => (
          <TextInput
            {...control}
            inputSize="short"
            type="number"
            min={0}
            max={MOST_COMPANIONS}
            defaultValue={state.value('companions', String(plan?.companions ?? of.companions))}
          />
        )}
      </Field>
    </VisaForm>
  );
}
