import { Form, Link, useActionData } from '@remix-run/react';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import type { Handle } from '#app/root.tsx';
import { ErrorSummary, Field, formState, Notice, Submit, TextInput } from '#app/ui/index.ts';
import { AccountAside, AccountSheet } from './account-sheet.tsx';

export const handle: Handle = { frame: 'bare' };
export const meta = titled('account', (t) => t('forgot.title'));
export const loader = page(['account'], () => null);

export const action = act(async ({ forum, form }) => {
  await forum.call('account.requestPasswordReset', { email: text(form, 'email') });
  return { sent: true };
});

export default function ForgotPassword() {
  const t = useT('account');
  const result = useActionData<typeof action>();
  const state = formState(result);
  return (
    <AccountSheet title={t('forgot.title')} lead={result?.ok ? undefined : t('forgot.lead')}>
      {result?.ok ? (
        <Notice tone="good" title={t('forgot.sentTitle')}>
          {t('forgot.sent')}
        </Notice>
      ) : (
        <>
          <ErrorSummary refused={state.refused} />
          <Form method="post">
            <Field label={t('email')} name="email" error={state.error('email')}>
              {(control) => (
                <TextInput
                  {...control}
                  type="email"
                  autoComplete="username"
                  defaultValue={state.value('email')}
                />
              )}
            </Field>
            <Submit wide>{t('forgot.submit')}</Submit>
          </Form>
        </>
      )}
      <AccountAside>
        <Link to="/sign-in">{t('forgot.back')}</Link>
      </AccountAside>
    </AccountSheet>
  );
}
