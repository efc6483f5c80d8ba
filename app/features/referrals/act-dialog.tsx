import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useFormat } from '#app/i18n/use-format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { ButtonLink, ErrorSummary, Submit, type FormState, type Tone } from '#app/ui/index.ts';
import { casePath } from './addresses.ts';
import styles from './referrals.module.css';
import { RouteDialog } from './route-dialog.tsx';
import { StaleNotice } from './stale-notice.tsx';

/** An act on a case that asks for a reason first: a form over the case's page. */
export function ActDialog({
  id,
  code,
  back = casePath(code),
  version,
  title,
  verb,
  tone = 'danger',
  state,
  t,
  children,
}: {
  id: string;
  code: string;
  /** The page over which it stands: the case's own, unless said. */
  back?: string;
  version: number;
  title: string;
  verb: string;
  tone?: Tone;
  state: FormState;
  t: T<'referrals'>;
  children: ReactNode;
}) {
  const format = useFormat();
  const form = `${id}-form`;
  return (
    <RouteDialog
      id={id}
      title={title}
      closeTo={back}
      acts={
        <>
          <ButtonLink to={back} preventScrollReset>
            {t('back')}
          </ButtonLink>
          <Submit form={form} tone={tone}>
            {verb}
          </Submit>
        </>
      }
    >
      <Form id={form} method="post" preventScrollReset className={styles.own}>
        {state.refused?.code === 'STALE_VERSION' ? (
          <StaleNotice state={state} t={t} format={format} />
        ) : (
          <ErrorSummary refused={state.refused} form={form} />
        )}
        <input type="hidden" name="version" value={version} />
        {children}
      </Form>
    </RouteDialog>
  );
}
