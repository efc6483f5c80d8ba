import { Form, Link } from '@remix-run/react';
import { useT } from '#app/i18n/use-t.ts';
import type { FormResult } from '#app/page.ts';
import { ErrorSummary, Field, formState, Submit, TextInput } from '#app/ui/index.ts';
import { AccountAside, AccountSheet } from './account-sheet.tsx';

/** The second step of signing in: the ticket of the first, and a code. */
export function CodeForm({
  ticket,
  next,
  result,
}: {
  ticket: string;
  next: string;
  result?: FormResult | undefined;
}) {
  const t = useT('account');
  const state = formState(result);
  return (
    <AccountSheet title={t('code.title')} lead={t('code.lead')}>
      <ErrorSummary refused={state.refused} />
      <Form method="post" action="/sign-in/code">
        <input type="hidden" name="ticket" value={ticket} />
        <input type="hidden" name="next" value={next} />
        <CodeField label={t('code.field')} hint={t('code.hint')} error={state.error('code')} />
        <Submit wide>{t('signIn.submit')}</Submit>
      </Form>
      <AccountAside>
        <Link to="/sign-in" reloadDocument>
          {t('code.back')}
        </Link>
      </AccountAside>
    </AccountSheet>
  );
}

/** Six digits of an app, or a recovery code. */
export function CodeField(words: { label: string; hint: string; error: string | undefined }) {
  return (
    <Field name="code" {...words}>
      {(control) => (
        <TextInput
          {...control}
          inputSize="code"
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={20}
        />
      )}
    </Field>
  );
}
