import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  ErrorSummary,
  FormActs,
  FormStack,
  Page,
  PageHead,
  Submit,
  type FormState,
} from '#app/ui/index.ts';
import styles from './visa.module.css';

type Props = {
  code: string;
  /** Of the plan as the page was drawn; null where there is none yet. */
  version: number | null;
  title: string;
  lead: string;
  submit: string;
  /** What the fields are called, by the paths of what is wrong with them. */
  labels: Record<string, string>;
  state: FormState;
  t: T<'visa'>;
  children: ReactNode;
};

/** A page that is one form about the visa of a case; it leads back to the visa's page. */
export function VisaForm({
  code,
  version,
  title,
  lead,
  submit,
  labels,
  state,
  t,
  children,
}: Props) {
  const back = casePath(code, 'visa');
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('case'), to: '/referrals' },
          { label: displayCode(code), to: casePath(code) },
          { label: t('title'), to: back },
        ]}
        title={title}
        facts={[displayCode(code)]}
      />
      <Form method="post">
        <input type="hidden" name="version" value={version ?? ''} />
        <FormStack>
          <ErrorSummary refused={state.refused} labels={labels} />
          <p className={styles.note}>{lead}</p>
          {children}
          <FormActs>
            <Submit tone="primary">{submit}</Submit>
            <ButtonLink to={back}>{t('cancel')}</ButtonLink>
          </FormActs>
        </FormStack>
      </Form>
    </Page>
  );
}
