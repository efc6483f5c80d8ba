import { Form } from '@remix-run/react';
import type { T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  ErrorSummary,
  Field,
  RadioGroup,
  Submit,
  TextArea,
  TextInput,
  type FormState,
} from '#app/ui/index.ts';
import { DECLINE_REASONS } from '#server/referrals/schemas.ts';
import { offerPath } from './addresses.ts';
import styles from './referrals.module.css';
import { RouteDialog } from './route-dialog.tsx';

const FORM = 'decline-form';

/** Declining, with a reason that only the secretariat reads. */
export function DeclineDialog({
  offerId,
  version,
  today,
  state,
  t,
}: {
  offerId: string;
  version: number;
  /** The day it is in Japan. */
  today: string;
  state: FormState;
  t: T<'referrals'>;
}) {
  const back = offerPath(offerId);
  return (
    <RouteDialog
      id="decline"
      title={t('decline.title')}
      closeTo={back}
      acts={
        <>
          <ButtonLink to={back} preventScrollReset>
            {t('back')}
          </ButtonLink>
          <Submit form={FORM} tone="danger">
            {t('decline.confirm')}
          </Submit>
        </>
      }
    >
      <Form id={FORM} method="post" preventScrollReset className={styles.own}>
        <ErrorSummary refused={state.refused} form={FORM} />
        <p>{t('decline.lead')}</p>
        <input type="hidden" name="version" value={version} />
        <RadioGroup
          legend={t('decline.reason')}
          name="reason"
          value={state.value('reason')}
          error={state.error('reason')}
          choices={DECLINE_REASONS.map((value) => ({ value, label: t(`decline.${value}`) }))}
        />
        <Field
          label={t('decline.comment')}
          name="comment"
          form={FORM}
          hint={t('decline.comment.hint')}
          error={state.error('comment')}
          optional
        >
          {(control) => (
            <TextArea {...control} maxLength={2000} defaultValue={state.value('comment')} />
          )}
        </Field>
        <Field
          label={t('answer.decidedBy')}
          name="decidedBy"
          form={FORM}
          error={state.error('decidedBy')}
          optional
        >
          {(control) => (
            <TextInput
              {...control}
              maxLength={120}
              autoComplete="off"
              defaultValue={state.value('decidedBy')}
            />
          )}
        </Field>
        <Field
          label={t('answer.decidedOn')}
          name="decidedOn"
          form={FORM}
          error={state.error('decidedOn')}
        >
          {(control) => (
            <TextInput
              {...control}
              type="date"
              max={today}
              defaultValue={state.value('decidedOn', today)}
            />
          )}
        </Field>
      </Form>
    </RouteDialog>
  );
}
