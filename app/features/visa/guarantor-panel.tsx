import { Form } from '@remix-run/react';
import { FactsList, Field, FormStack, Panel, Pill, Select, Submit } from '#app/ui/index.ts';
import { DUTIES } from '#server/visa/plain.ts';
import { GuaranteeForm, SettleForm, TakeBackDuty } from './duty-forms.tsx';
import styles from './visa.module.css';
import { NOBODY, type VisaPageProps } from './view.ts';

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
                      value: format.calendarDate(guarantor.validTo),
                    },
                  ]
                : []),
            ]}
          />
        ) : (
          <p className={styles.note}>
            {t(plan && !plan.medical ? 'guarantor.notNeeded' : 'guarantor.none')}
          </p>
        )}
        {guarantor && plan?.medical && <Duties {...props} />}
        {guarantor && plan?.medical && of.rights.guarantee && <DutyForms {...props} plan={plan} />}
        {of.rights.guarantor && <NameForm key={guarantor?.id} {...props} />}
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
              {done[duty] ? format.calendarDate(done[duty]) : t(`duty.${duty}.text`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type WithPlan = VisaPageProps & { plan: NonNullable<VisaPageProps['of']['plan']> };

/** The one duty that is next: the certificate before the entry, then the payment. */
function DutyForms(props: WithPlan) {
  const { plan } = props;
  if (!plan.enteredOn) return <GuaranteeForm {...props} />;
  return plan.settledOn ? (
    <TakeBackDuty {...props} days={['settledOn']} />
  ) : (
    <SettleForm {...props} />
  );
}

function NameForm({ of, state, t }: VisaPageProps) {
  const mine = state.value('act') === 'nameGuarantor';
  return (
    <details open={mine || !of.guarantor}>
      <summary>{t(of.guarantor ? 'nameGuarantor.change' : 'nameGuarantor')}</summary>
      <Form method="post" className={styles.act}>
        <input type="hidden" name="act" value="nameGuarantor" />
        <input type="hidden" name="was" value={of.guarantor?.id ?? ''} />
        <FormStack>
          <p className={styles.note}>{t('nameGuarantor.lead')}</p>
          <Field
            label={t('guarantor.name')}
            name="orgId"
            form="nameGuarantor"
            error={mine ? state.error('orgId') : undefined}
          >
            {(control) => (
              <Select
                {...control}
                placeholder={t('nameGuarantor.choose')}
                options={choicesOf(of, t)}
                defaultValue={mine ? state.value('orgId') : ''}
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

/** The others whose registration holds, and where one is named that none vouches any more. */
function choicesOf({ guarantor, guarantors }: VisaPageProps['of'], t: VisaPageProps['t']) {
  const others = guarantors.filter(({ id }) => id !== guarantor?.id);
  return [
    ...others.map(({ id, name, list, number }) => ({
      value: id,
      label: t('guarantor.option', { name, registration: t('guarantor.list', { list, number }) }),
    })),
    ...(guarantor ? [{ value: NOBODY, label: t('nameGuarantor.none') }] : []),
  ];
}
