import { Form } from '@remix-run/react';
import {
  FactsList,
  Field,
  FormStack,
  Panel,
  Pill,
  Select,
  Submit,
  TextInput,
} from '#app/ui/index.ts';
import { DUTIES } from '#server/visa/plain.ts';
import styles from './visa.module.css';
import { calendarDay, type VisaPageProps } from './view.ts';

/** Who vouches for the stay, what of its duties is done, and the forms of whoever may say so. */
export function GuarantorPanel(props: VisaPageProps) {
  const { of, t, format } = props;
  const { guarantor, plan } = of;
  return (
    <Panel title={t('guarantor')}>
      <div className={styles.stack}>
        {guarantor ? (
          <FactsList
            layout="columns"
            facts={[
              { label: t('guarantor.name'), value: guarantor.name },
              {
                label: t('guarantor.registration'),
                value: guarantor.list
                  ? t('guarantor.list', { list: guarantor.list, number: guarantor.number })
                  : t('guarantor.lapsed'),
              },
              ...(guarantor.validTo
                ? [
                    {
                      label: t('guarantor.validTo'),
                      value: calendarDay(guarantor.validTo, format),
                    },
                  ]
                : []),
            ]}
          />
        ) : (
          <p className={styles.note}>{t('guarantor.none')}</p>
        )}
        {guarantor && plan?.medical && <Duties {...props} />}
        {of.rights.guarantee && plan && <DutyForms {...props} plan={plan} />}
        {of.rights.guarantor && <NameForm {...props} />}
      </div>
    </Panel>
  );
}

function Duties({ of, t, format }: VisaPageProps) {
  const plan = of.plan!;
  const done = {
    identity: plan.guaranteedOn,
    payment: plan.settledOn,
    exit: plan.exitReportedOn,
  };
  return (
    <section>
      <h3 className={styles.head}>{t('duties')}</h3>
      <ul role="list" className={styles.items}>
        {DUTIES.map((duty) => (
          <li key={duty} className={styles.item}>
            <span className={styles.what}>{t(`duty.${duty}`)}</span>
            <Pill tone={done[duty] ? 'good' : 'neutral'}>
              {t(done[duty] ? 'duty.done' : 'duty.open')}
            </Pill>
            <span className={styles.note}>
              {duty === 'identity' && plan.guaranteeNumber && `${plan.guaranteeNumber} · `}
              {done[duty] ? calendarDay(done[duty], format) : t(`duty.${duty}.text`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type WithPlan = VisaPageProps & { plan: NonNullable<VisaPageProps['of']['plan']> };

/** The one duty that is next: the certificate before the entry, then payment and departure. */
function DutyForms(props: WithPlan) {
  const { plan } = props;
  return (
    <>
      {plan.medical && !plan.enteredOn && <GuaranteeForm {...props} />}
      {plan.medical && plan.enteredOn && !plan.settledOn && <SettleForm {...props} />}
      {plan.enteredOn && !plan.exitReportedOn && <ExitForm {...props} />}
    </>
  );
}

function dateField({ of, state, t }: WithPlan, act: string, name: string, start: string) {
  const mine = state.value('act') === act;
  return (
    <Field
      label={t(`${act}.${name}` as 'guarantee.on')}
      name={name}
      form={act}
      error={mine ? state.error(name) : undefined}
      optional={name === 'reportedOn'}
    >
      {(control) => (
        <TextInput
          {...control}
          type="date"
          max={of.today}
          defaultValue={mine ? state.value(name) : start}
        />
      )}
    </Field>
  );
}

function Common({ plan, act }: { plan: WithPlan['plan']; act: string }) {
  return (
    <>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="version" value={plan.version} />
    </>
  );
}

function GuaranteeForm(props: WithPlan) {
  const { of, plan, state, t } = props;
  const mine = state.value('act') === 'guarantee';
  return (
    <Form method="post" className={styles.act}>
      <Common plan={plan} act="guarantee" />
      <FormStack>
        <h3 className={styles.head}>{t('guarantee')}</h3>
        <div className={styles.pair}>
          <Field
            label={t('guarantee.number')}
            name="number"
            form="guarantee"
            hint={t('guarantee.number.hint')}
            error={mine ? state.error('number') : undefined}
          >
            {(control) => (
              <TextInput
                {...control}
                maxLength={40}
                autoComplete="off"
                defaultValue={mine ? state.value('number') : (plan.guaranteeNumber ?? '')}
              />
            )}
          </Field>
          {dateField(props, 'guarantee', 'on', plan.guaranteedOn ?? of.today)}
        </div>
        <div>
          <Submit tone={plan.guaranteedOn ? 'secondary' : 'primary'}>
            {t('guarantee.submit')}
          </Submit>
        </div>
      </FormStack>
    </Form>
  );
}

function SettleForm(props: WithPlan) {
  const { of, plan, t } = props;
  return (
    <Form method="post" className={styles.act}>
      <Common plan={plan} act="settle" />
      <FormStack>
        <h3 className={styles.head}>{t('settle')}</h3>
        <div className={styles.pair}>{dateField(props, 'settle', 'on', of.today)}</div>
        <div>
          <Submit tone="secondary">{t('settle.submit')}</Submit>
        </div>
      </FormStack>
    </Form>
  );
}

function ExitForm(props: WithPlan) {
  const { plan, t } = props;
  return (
    <Form method="post" className={styles.act}>
      <Common plan={plan} act="reportExit" />
      <FormStack>
        <h3 className={styles.head}>{t('reportExit')}</h3>
        <p className={styles.note}>{t('reportExit.lead')}</p>
        <div className={styles.pair}>
          {dateField(props, 'reportExit', 'leftOn', plan.leftOn ?? '')}
          {plan.medical && dateField(props, 'reportExit', 'reportedOn', '')}
        </div>
        <div>
          <Submit tone={plan.leftOn ? 'primary' : 'secondary'}>{t('reportExit.submit')}</Submit>
        </div>
      </FormStack>
    </Form>
  );
}

function NameForm({ of, state, t }: VisaPageProps) {
  const mine = state.value('act') === 'nameGuarantor';
  const now = of.guarantor?.id ?? '';
  return (
    <details open={mine || !of.guarantor}>
      <summary>{t(of.guarantor ? 'nameGuarantor.change' : 'nameGuarantor')}</summary>
      <Form method="post" className={styles.act}>
        <input type="hidden" name="act" value="nameGuarantor" />
        <input type="hidden" name="was" value={now} />
        <FormStack>
          <p className={styles.note}>{t('nameGuarantor.lead')}</p>
          <Field
            label={t('guarantor.name')}
            name="orgId"
            form="nameGuarantor"
            error={mine ? state.error('orgId') : undefined}
            optional
          >
            {(control) => (
              <Select
                {...control}
                placeholder={t('nameGuarantor.none')}
                options={of.guarantors}
                defaultValue={mine ? state.value('orgId') : now}
              />
            )}
          </Field>
          <div>
            <Submit tone="secondary">{t('nameGuarantor.submit')}</Submit>
          </div>
        </FormStack>
      </Form>
    </details>
  );
}
