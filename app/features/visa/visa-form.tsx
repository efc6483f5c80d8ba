import { Form, Link } from '@remix-run/react';
import { useMemo, type ReactNode } from 'react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { Refused } from '#app/page.ts';
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
        trail={[...useCaseTrail(code), { label: t('title'), to: back }]}
        title={title}
        facts={[displayCode(code)]}
      />
      <Form method="post">
        <input type="hidden" name="version" value={version ?? ''} />
        <FormStack>
          {state.refused?.code === 'MISSING_PIECES' ? (
            <Missing code={code} labels={labels} refused={state.refused} />
          ) : (
            <ErrorSummary refused={state.refused} labels={labels} />
          )}
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

type MissingProps = Pick<Props, 'code' | 'labels'> & { refused: Refused };

/** What the case lacks: no field here can mend it, so each leads to the case. */
function Missing({ code, labels, refused }: MissingProps) {
  const withoutFields = useMemo(() => ({ ...refused, fields: {} }), [refused]);
  return (
    <div className={styles.stack}>
      <ErrorSummary refused={withoutFields} />
      <ul>
        {Object.keys(refused.fields).map((path) => (
          <li key={path}>
            <Link to={casePath(code)}>{labels[path] ?? path}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
