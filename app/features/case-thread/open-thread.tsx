import { Form } from '@remix-run/react';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import type { T } from '#app/i18n/use-t.ts';
import { displayCode } from '#app/features/referrals/addresses.ts';
import { WhyFields } from '#app/features/referrals/open-panel.tsx';
import {
  ErrorSummary,
  FormActs,
  FormStack,
  Page,
  PageHead,
  Panel,
  Submit,
  type FormState,
} from '#app/ui/index.ts';

/** Before the conversation opens to the case officer: why. */
export function OpenThread({
  code,
  state,
  t,
  words,
}: {
  code: string;
  state: FormState;
  t: T<'caseThread'>;
  words: T<'referrals'>;
}) {
  return (
    <Page>
      <PageHead trail={useCaseTrail(code)} title={t('title')} facts={[displayCode(code)]} />
      <Panel title={t('why.title')}>
        <Form method="post">
          <ErrorSummary refused={state.refused} />
          <FormStack>
            <p>{t('why.lead')}</p>
            <WhyFields part="thread" fields={state.refused?.fields ?? {}} t={words} />
            <FormActs>
              <Submit tone="primary">{t('open')}</Submit>
            </FormActs>
          </FormStack>
        </Form>
      </Panel>
    </Page>
  );
}
