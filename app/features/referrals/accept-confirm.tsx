import { Form } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { ButtonLink, FactsList, Notice, Submit } from '#app/ui/index.ts';
import { offerPath } from './addresses.ts';
import styles from './referrals.module.css';
import { RouteDialog } from './route-dialog.tsx';

export type AcceptValues = {
  version: string;
  department: string;
  physician: string;
  earliestOn: string;
  note: string;
  decidedBy: string;
  decidedOn: string;
};

const FORM = 'confirm-acceptance';

/** Asks once more, and says exactly what happens when the hospital accepts. */
export function AcceptConfirm({
  offerId,
  code,
  values,
  chosen,
  refused,
  t,
  format,
}: {
  offerId: string;
  code: string;
  values: AcceptValues;
  /** The hospital was chosen: nobody can be faster any more. */
  chosen: boolean;
  refused: string | null;
  t: T<'referrals'>;
  format: Format;
}) {
  const back = offerPath(offerId);
  const at = `${values.earliestOn}T00:00:00Z`;
  return (
    <RouteDialog
      id="accept"
      title={t(chosen ? 'confirm.title' : 'accept.title', { code })}
      closeTo={back}
      acts={
        <>
          <ButtonLink to={back} preventScrollReset>
            {t('back')}
          </ButtonLink>
          <Submit form={FORM}>{t(chosen ? 'act.confirm' : 'accept.confirm')}</Submit>
        </>
      }
    >
      <div className={styles.own}>
        {refused && <Notice tone="danger" title={refused} />}
        <FactsList
          facts={[
            { label: t('answer.department'), value: values.department },
            { label: t('answer.physician'), value: values.physician },
            {
              label: t('answer.earliestOn'),
              value: Number.isNaN(Date.parse(at)) ? values.earliestOn : format.date(at, 'UTC'),
            },
          ]}
        />
        <p>{t('accept.lead')}</p>
        <ul className={styles.consequences}>
          {(['first', 'others', 'identity', 'told', 'duty'] as const).map((key) => (
            <li key={key}>{t(chosen && key === 'first' ? 'confirm.first' : `accept.${key}`)}</li>
          ))}
        </ul>
      </div>
      <Form id={FORM} method="post" action={offerPath(offerId, 'accept')} preventScrollReset>
        <input type="hidden" name="confirmed" value="yes" />
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </Form>
    </RouteDialog>
  );
}
