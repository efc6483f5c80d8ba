import { Form } from '@remix-run/react';
import { Field, FormStack, Submit, TextInput } from '#app/ui/index.ts';
import styles from './visa.module.css';
import { lastDuty, type DutyDay, type PlanView, type VisaPageProps } from './view.ts';

type Props = VisaPageProps & { plan: PlanView };

/** The guarantor's certificate with its number and day. */
export function GuaranteeForm(props: Props) {
  const { of, plan, state, t } = props;
  const mine = state.value('act') === 'guarantee';
  return (
    <Form method="post" className={styles.act}>
      <Common plan={plan} act="guarantee" />
      <FormStack>
        <h3 className={styles.head}>{t('guarantee')}</h3>
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
        <div>
          <Submit tone={plan.guaranteedOn ? 'secondary' : 'primary'}>
            {t('guarantee.submit')}
          </Submit>
        </div>
      </FormStack>
    </Form>
  );
}

/** The day on which the hospital was paid. */
export function SettleForm(props: Props) {
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

/** The departure; where a guarantor answers for it, also the day of its report. */
export function ExitForm(props: Props) {
  const { plan, t } = props;
  return (
    <Form method="post" className={styles.act}>
      <Common plan={plan} act="reportExit" />
      <FormStack>
        <h3 className={styles.head}>{t(plan.medical ? 'reportExit' : 'departure')}</h3>
        {plan.medical && <p className={styles.note}>{t('reportExit.lead')}</p>}
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

/** Takes back what was recorded last after the entry, where that is one of `days`. */
export function TakeBackDuty({ of, plan, days, t }: Props & { days: readonly DutyDay[] }) {
  const last = lastDuty(of);
  if (!last || !days.includes(last)) return null;
  return (
    <Form method="post" className={styles.back}>
      <Common plan={plan} act="takeBackDuty" />
      <Submit small tone="quiet">
        {t('takeBack', { step: t(last) })}
      </Submit>
    </Form>
  );
}

function dateField({ of, state, t }: Props, act: string, name: string, start: string) {
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

function Common({ plan, act }: { plan: PlanView; act: string }) {
  return (
    <>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="version" value={plan.version} />
    </>
  );
}
