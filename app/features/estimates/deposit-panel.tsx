import { Form } from '@remix-run/react';
import { WAIVE_REASONS } from '#server/estimates/plain.ts';
import {
  Field,
  FormStack,
  Panel,
  Pill,
  RadioGroup,
  Submit,
  TextArea,
  TextInput,
} from '#app/ui/index.ts';
import { depositText } from './estimate-panel.tsx';
import styles from './estimates.module.css';
import { yen, type EstimatePageProps } from './view.ts';

/** What is asked before the admission, what came, and for the hospital the forms to say so. */
export function DepositPanel({ of, shown, detail, today, state, t, format }: EstimatePageProps) {
  const canRecord = of.rights.write && shown.state === 'accepted' && shown.depositYen > 0;
  const { deposit } = of;
  return (
    <Panel
      title={t('deposit')}
      mark={
        shown.state === 'accepted' &&
        deposit && (
          <Pill tone={deposit.settled ? 'good' : 'waiting'}>
            {t(deposit.settled ? 'deposit.settled' : 'deposit.open')}
          </Pill>
        )
      }
    >
      <div className={styles.stack}>
        <p className={styles.words}>{depositText(shown, of, t, format)}</p>
        {detail.deposits.map((each) => (
          <div key={each.id} className={styles.deposit} data-undone={each.undone ? '' : undefined}>
            <span>
              {format.calendarDate(each.on)}{' '}
              {each.kind === 'received'
                ? `${yen(each.amountYen, format)} · ${each.receipt}`
                : `${t('deposit.waived')} · ${t(`waive.${each.reason ?? 'other'}` as 'waive.other')} ${each.note}`}
              {each.undone && ` · ${t('undone')}`}
            </span>
            {of.rights.write && !each.undone && (
              <Form method="post">
                <input type="hidden" name="act" value="undoDeposit" />
                <input type="hidden" name="depositId" value={each.id} />
                <Submit small tone="quiet">
                  {t('undo')}
                </Submit>
              </Form>
            )}
          </div>
        ))}
        {canRecord && !deposit?.settled && (
          <>
            <Form method="post">
              <input type="hidden" name="act" value="recordDeposit" />
              <input type="hidden" name="clientId" value={detail.clientId} />
              <FormStack>
                <div className={styles.pair}>
                  <Field
                    label={t('record.amount')}
                    name="amountYen"
                    error={state.error('amountYen')}
                  >
                    {(control) => (
                      <TextInput
                        {...control}
                        inputMode="numeric"
                        defaultValue={state.value(
                          'amountYen',
                          String(shown.depositYen - (deposit?.paidYen ?? 0)),
                        )}
                      />
                    )}
                  </Field>
                  <Field label={t('record.on')} name="on" error={state.error('on')}>
                    {(control) => (
                      <TextInput
                        {...control}
                        type="date"
                        max={today}
                        defaultValue={state.value('on', today)}
                      />
                    )}
                  </Field>
                  <Field label={t('record.receipt')} name="receipt" error={state.error('receipt')}>
                    {(control) => (
                      <TextInput
                        {...control}
                        maxLength={80}
                        autoComplete="off"
                        defaultValue={state.value('receipt', '')}
                      />
                    )}
                  </Field>
                </div>
                <div>
                  <Submit>{t('record')}</Submit>
                </div>
              </FormStack>
            </Form>
            <details open={state.value('act', '') === 'waiveDeposit'}>
              <summary>{t('waive.title')}</summary>
              <Form method="post">
                <input type="hidden" name="act" value="waiveDeposit" />
                <input type="hidden" name="clientId" value={detail.clientId} />
                <FormStack>
                  <RadioGroup
                    legend={t('waive.reason')}
                    name="reason"
                    value={state.value('reason', '')}
                    error={state.error('reason')}
                    choices={WAIVE_REASONS.map((value) => ({ value, label: t(`waive.${value}`) }))}
                  />
                  <Field
                    label={t('waive.words')}
                    name="words"
                    error={state.error('words')}
                    optional
                    form="waive"
                  >
                    {(control) => <TextArea {...control} maxLength={1000} />}
                  </Field>
                  <div>
                    <Submit>{t('waive')}</Submit>
                  </div>
                </FormStack>
              </Form>
            </details>
          </>
        )}
      </div>
    </Panel>
  );
}
