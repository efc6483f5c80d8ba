import { useFetcher } from '@remix-run/react';
import { useEffect, type ReactNode } from 'react';
import type { T } from '#app/i18n/use-t.ts';
import type { FormResult } from '#app/page.ts';
import {
  Button,
  Field,
  FieldError,
  FormStack,
  Icon,
  Panel,
  Select,
  TextInput,
} from '#app/ui/index.ts';
import { OPEN_REASONS, OPEN_WORDS_LIMIT } from '#server/referrals/schemas.ts';
import styles from './referrals.module.css';

/**
 * A part of the patient's data that opens by a deliberate act, which is recorded. With scripts it
 * opens in place; without them the form leads to a page of its own.
 */
export function OpenPanel<View>({
  part,
  action,
  askReason,
  onOpened,
  t,
  children,
}: {
  part: 'clinical' | 'identity';
  action: string;
  /** The case officer says why, the first time in a session. */
  askReason: boolean;
  onOpened?: () => void;
  t: T<'referrals'>;
  children: (view: View) => ReactNode;
}) {
  const fetcher = useFetcher<FormResult<View>>();
  const answer = fetcher.data;
  const opened = answer?.ok ?? false;
  useEffect(() => {
    if (opened) onOpened?.();
  }, [opened, onOpened]);
  if (answer?.ok) return <>{children(answer.data)}</>;
  return (
    <Panel title={t(`${part}.title`)}>
      <fetcher.Form method="post" action={action} className={styles.opening}>
        <p>{t(`${part}.open.hint`)}</p>
        {askReason && (
          <WhyFields part={part} fields={answer && !answer.ok ? answer.fields : {}} t={t} />
        )}
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

/** Why the data are opened: a reason of the list, and words beside it. */
export function WhyFields({
  part,
  fields = {},
  t,
}: {
  part: string;
  /** What was wrong with a try. */
  fields?: Record<string, string>;
  t: T<'referrals'>;
}) {
  return (
    <FormStack>
      <ReasonField part={part} t={t} />
      <Field
        label={t('open.words')}
        name="words"
        hint={t('open.words.hint')}
        error={fields['words']}
        optional
        form={part}
      >
        {(control) => <TextInput {...control} maxLength={OPEN_WORDS_LIMIT} autoComplete="off" />}
      </Field>
    </FormStack>
  );
}

/** The reason alone, for a form whose fields stand in its address: words have no place there. */
export function ReasonField({
  part,
  without = [],
  t,
}: {
  part: string;
  without?: readonly string[];
  t: T<'referrals'>;
}) {
  return (
    <Field label={t('open.reason')} name="reason" form={part}>
      {(control) => (
        <Select
          {...control}
          placeholder={t('open.choose')}
          options={OPEN_REASONS.filter((value) => !without.includes(value)).map((value) => ({
            value,
            label: t(`open.because.${value}`),
          }))}
        />
      )}
    </Field>
  );
}
