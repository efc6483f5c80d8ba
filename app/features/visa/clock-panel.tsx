import { Form } from '@remix-run/react';
import {
  FactsList,
  Field,
  FormStack,
  Panel,
  RadioGroup,
  Submit,
  TextInput,
} from '#app/ui/index.ts';
import { ExitForm, TakeBackDuty } from './duty-forms.tsx';
import styles from './visa.module.css';
import { departs, lastStep, stepsNow, type PlanView, type VisaPageProps } from './view.ts';

type Props = VisaPageProps & { plan: PlanView };

/** The days that came, what follows from them, and the form for the one that comes next. */
export function ClockPanel(props: Props) {
  const { of, t } = props;
  const facts = dayFacts(props);
  const last = lastStep(of);
  const steps = stepsNow(of);
  return (
    <Panel title={t('clock')}>
      <div className={styles.stack}>
        {facts.length > 0 ? (
          <FactsList layout="columns" facts={facts} />
        ) : (
          <p className={styles.note}>{t('clock.none')}</p>
        )}
        {steps.length > 0 && <StepForm key={steps[0]} {...props} steps={steps} />}
        {last && (
          <Form method="post" className={styles.back}>
            <input type="hidden" name="act" value="takeBack" />
            <input type="hidden" name="version" value={props.plan.version} />
            <Submit small tone="quiet">
              {t('takeBack', { step: t(`step.${last}`) })}
            </Submit>
          </Form>
        )}
        {departs(of) && <ExitForm {...props} />}
        <TakeBackDuty {...props} days={['exitReportedOn', 'leftOn']} />
      </div>
    </Panel>
  );
}

function dayFacts({ of, plan, t, format }: Props) {
  const { clock } = of;
  const day = (label: string, on: string | null | undefined) =>
    on ? [{ label, value: format.calendarDate(on) }] : [];
  return [
    ...day(t('step.coeApplied'), plan.coeAppliedOn),
    ...day(t('step.coeIssued'), plan.coeIssuedOn),
    ...day(t('coeUntil'), plan.enteredOn ? null : clock?.coeUntil),
    ...day(t('step.applied'), plan.appliedOn),
    ...day(t('decisionExpected'), clock?.decisionExpectedOn),
    ...(plan.decision ? day(t(`step.${plan.decision}`), plan.decidedOn) : []),
    ...day(t('enterUntil'), plan.enteredOn ? null : clock?.enterUntil),
    ...day(t('step.entered'), plan.enteredOn),
    ...day(t('stayUntil'), plan.stayUntil),
    ...day(t('leftOn'), plan.leftOn),
    ...day(t('exitDue'), plan.exitReportedOn ? null : clock?.exitReportDueOn),
    ...day(t('exitReportedOn'), plan.exitReportedOn),
  ];
}

/** An entry begins with the day on which the hospital noted that the patient has come. */
function startOf(step: ReturnType<typeof stepsNow>[number] | undefined, of: Props['of']): string {
  return (step === 'entered' && of.arrivedOn) || of.today;
}

function StepForm({ of, plan, steps, state, t }: Props & { steps: ReturnType<typeof stepsNow> }) {
  const [first] = steps;
  const mine = state.value('act') === 'record';
  const multiple = plan.way === 'multiple';
  const date = (name: 'on' | 'validUntil' | 'stayUntil', label: string, optional = false) => (
    <Field
      label={label}
      name={name}
      form="record"
      error={mine ? state.error(name) : undefined}
      optional={optional}
    >
      {(control) => (
        <TextInput
          {...control}
          type="date"
          // Of a refusal no last day is asked.
          required={control.required && name !== 'validUntil'}
          {...(name === 'on' && { max: of.today })}
          defaultValue={mine ? state.value(name) : name === 'on' ? startOf(first, of) : ''}
        />
      )}
    </Field>
  );
  return (
    <Form method="post" className={styles.act}>
      <input type="hidden" name="act" value="record" />
      <input type="hidden" name="version" value={plan.version} />
      <FormStack>
        <h3 className={styles.head}>{t('record')}</h3>
        {steps.length === 1 ? (
          <>
            <input type="hidden" name="step" value={first} />
            <p>{t(`step.${first!}`)}</p>
          </>
        ) : (
          <RadioGroup
            legend={t('decision')}
            name="step"
            inline
            value={state.value('step', 'issued')}
            choices={steps.map((step) => ({ value: step, label: t(`step.${step}`) }))}
          />
        )}
        <div className={styles.pair}>
          {date('on', t('on'))}
          {first === 'issued' && date('validUntil', t('validUntil'), !multiple)}
          {first === 'entered' && date('stayUntil', t('stayUntil.field'))}
        </div>
        {first === 'issued' && (
          <p className={styles.note}>{t(multiple ? 'validUntil.multiple' : 'validUntil.hint')}</p>
        )}
        <div>
          <Submit tone="secondary">{t('record.submit')}</Submit>
        </div>
      </FormStack>
    </Form>
  );
}
