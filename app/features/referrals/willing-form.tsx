import { Form } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  Button,
  ErrorSummary,
  Field,
  FormActs,
  Notice,
  Panel,
  Submit,
  TextArea,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import { offerPath } from './addresses.ts';
import type { AskedData, OfferData } from './offer-data.ts';
import styles from './referrals.module.css';
import { StaleNotice } from './stale-notice.tsx';

/** The form's id: the buttons of the head and of the phone's bar send it. */
export const WILLING_FORM = 'willing';

/** A rough answer while answers are collected: price range, earliest day, until when it holds. */
export function WillingForm({
  offer,
  asked,
  state,
  t,
  format,
}: {
  offer: OfferData;
  asked: AskedData;
  state: FormState;
  t: T<'referrals'>;
  format: Format;
}) {
  if (!asked.actions.includes('answer')) return null;
  const sent = offer.own.answer && 'priceLow' in offer.own.answer ? offer.own.answer : null;
  const today = asked.today;
  const field = (
    name: 'department' | 'priceLow' | 'priceHigh' | 'earliestOn' | 'validUntil',
    start: string,
    more: { type?: string; min?: string; inputMode?: 'numeric'; list?: string; maxLength?: number },
  ) => (
    <Field label={t(`answer.${name}`)} name={name} error={state.error(name)} form={WILLING_FORM}>
      {(control) => (
        <TextInput
          {...control}
          {...more}
          autoComplete="off"
          defaultValue={state.value(name, start)}
        />
      )}
    </Field>
  );
  return (
    <Panel title={t('answer.title')} note={t('answer.private')}>
      {state.refused?.code === 'STALE_VERSION' ? (
        <StaleNotice state={state} t={t} format={format} />
      ) : (
        <ErrorSummary refused={state.refused} form={WILLING_FORM} />
      )}
      {sent && (
        <Notice tone="good" title={t('answer.sent')}>
          {t('answer.sent.text')}
        </Notice>
      )}
      <Form
        id={WILLING_FORM}
        method="post"
        action={offerPath(offer.offerId)}
        preventScrollReset
        className={styles.answer}
      >
        <input type="hidden" name="version" value={offer.version} />
        {field('department', sent?.department ?? asked.department, {
          list: 'departments',
          maxLength: 120,
        })}
        {field('priceLow', sent ? String(sent.priceLow) : '', {
          inputMode: 'numeric',
          maxLength: 14,
        })}
        {field('priceHigh', sent ? String(sent.priceHigh) : '', {
          inputMode: 'numeric',
          maxLength: 14,
        })}
        {field('earliestOn', sent?.earliestOn ?? '', { type: 'date', min: today })}
        {field('validUntil', sent?.validUntil ?? '', { type: 'date', min: today })}
        <datalist id="departments">
          {asked.departments.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <div className={styles.whole}>
          <Field label={t('answer.note')} name="note" form={WILLING_FORM} optional>
            {(control) => (
              <TextArea
                {...control}
                maxLength={1000}
                rows={2}
                defaultValue={state.value('note', sent?.note ?? '')}
              />
            )}
          </Field>
        </div>
        <p className={`${styles.hint} ${styles.whole}`}>{t('answer.collect.hint')}</p>
      </Form>
      <FormActs>
        <Submit form={WILLING_FORM} disabled={!sent && !asked.inTime}>
          {t(sent ? 'act.changeAnswer' : 'act.answer')}
        </Submit>
        {asked.actions.includes('takeBack') && (
          <Form method="post" action={offerPath(offer.offerId, 'take-back')} preventScrollReset>
            <input type="hidden" name="version" value={offer.version} />
            <Button type="submit">{t('act.takeBack')}</Button>
          </Form>
        )}
      </FormActs>
    </Panel>
  );
}
