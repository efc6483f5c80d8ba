import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import { Field, FormActs, Panel, Submit, TextArea, TextInput } from '#app/ui/index.ts';
import { offerPath } from './addresses.ts';
import type { AskedData, OfferData } from './offer-data.ts';
import styles from './referrals.module.css';

/** The form's id: the buttons of the head and of the phone's bar send it. */
export const ANSWER_FORM = 'answer';

/** What the hospital says with its acceptance. The next page asks once more and says what follows. */
export function AnswerForm({
  offer,
  asked,
  t,
}: {
  offer: OfferData;
  asked: AskedData;
  t: T<'referrals'>;
}) {
  if (!asked.actions.includes('accept') && !asked.actions.includes('confirm')) return null;
  const willing = offer.own.answer && 'priceLow' in offer.own.answer ? offer.own.answer : null;
  return (
    <Panel title={t('answer.title')} note={t('answer.private')}>
      <Form
        id={ANSWER_FORM}
        method="post"
        action={offerPath(offer.offerId, 'accept')}
        preventScrollReset
        className={styles.answer}
      >
        <input type="hidden" name="version" value={offer.version} />
        <Field label={t('answer.department')} name="department" form={ANSWER_FORM}>
          {(control) => (
            <>
              <TextInput
                {...control}
                list="departments"
                maxLength={120}
                defaultValue={willing?.department ?? asked.department}
              />
              <datalist id="departments">
                {asked.departments.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field label={t('answer.physician')} name="physician" form={ANSWER_FORM}>
          {(control) => <TextInput {...control} maxLength={120} autoComplete="off" />}
        </Field>
        <Field label={t('answer.earliestOn')} name="earliestOn" form={ANSWER_FORM}>
          {(control) => (
            <TextInput
              {...control}
              type="date"
              min={asked.today}
              defaultValue={willing?.earliestOn}
            />
          )}
        </Field>
        <Field
          label={t('answer.decidedBy')}
          name="decidedBy"
          form={ANSWER_FORM}
          hint={t('answer.decidedBy.hint')}
          optional
        >
          {(control) => <TextInput {...control} maxLength={120} autoComplete="off" />}
        </Field>
        <Field label={t('answer.decidedOn')} name="decidedOn" form={ANSWER_FORM}>
          {(control) => (
            <TextInput {...control} type="date" max={asked.today} defaultValue={asked.today} />
          )}
        </Field>
        <div className={styles.whole}>
          <Field label={t('answer.note')} name="note" form={ANSWER_FORM} optional>
            {(control) => <TextArea {...control} maxLength={1000} rows={2} />}
          </Field>
        </div>
        <p className={`${styles.hint} ${styles.whole}`}>{t('answer.hint')}</p>
      </Form>
      <FormActs>
        <Submit form={ANSWER_FORM} disabled={!asked.inTime}>
          {t(asked.actions.includes('confirm') ? 'act.confirm' : 'act.accept')}
        </Submit>
      </FormActs>
    </Panel>
  );
}
