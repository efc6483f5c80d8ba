import { useFetcher } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { T } from '#app/i18n/use-t.ts';
import type { FormResult } from '#app/page.ts';
import { Button, Field, FieldError, Icon, Panel, Select } from '#app/ui/index.ts';
import { OPEN_REASONS } from '#server/referrals/schemas.ts';
import styles from './referrals.module.css';

/**
 * A part of the patient's data that opens by a deliberate act, which is recorded. With scripts it
 * opens in place; without them the form leads to a page of its own.
 */
export function OpenPanel<View>({
  part,
  action,
  askReason,
  t,
  children,
}: {
  part: 'clinical' | 'identity';
  action: string;
  /** The case officer says why. */
  askReason: boolean;
  t: T<'referrals'>;
  children: (view: View) => ReactNode;
}) {
  const fetcher = useFetcher<FormResult<View>>();
  const answer = fetcher.data;
  if (answer?.ok) return <>{children(answer.data)}</>;
  return (
    <Panel title={t(`${part}.title`)}>
      <fetcher.Form method="post" action={action} className={styles.opening}>
        <p>{t(`${part}.open.hint`)}</p>
        {askReason && <ReasonField part={part} t={t} />}
        <div>
          <Button type="submit" icon="eye" pending={fetcher.state !== 'idle'}>
            {t(`${part}.open`)}
          </Button>
        </div>
        <p className={styles.recorded}>
          <Icon name="shield-check" size={14} />
          {t('open.recorded')}
        </p>
        <FieldError error={answer && !answer.ok ? answer.message : undefined} />
      </fetcher.Form>
    </Panel>
  );
}

export function ReasonField({ part, t }: { part: string; t: T<'referrals'> }) {
  return (
    <Field label={t('open.reason')} name="reason" form={part}>
      {(control) => (
        <Select
          {...control}
          placeholder={t('open.choose')}
          options={OPEN_REASONS.map((value) => ({ value, label: t(`open.because.${value}`) }))}
        />
      )}
    </Field>
  );
}
