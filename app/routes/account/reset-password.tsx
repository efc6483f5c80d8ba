import { redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import type { Handle } from '#app/root.tsx';
import { ErrorSummary, Field, formState, Notice, Submit, TextInput } from '#app/ui/index.ts';
import { AccountAside, AccountSheet } from './account-sheet.tsx';

export const handle: Handle = { frame: 'bare' };
export const meta = titled('account', (t) => t('reset.title'));

export const loader = page(['account'], ({ url }) => ({
  token: url.searchParams.get('token') ?? '',
  disowned: url.searchParams.has('disowned'),
}));

export const action = act(async ({ forum, form, context }) => {
  await forum.call('account.resetPassword', {
    token: text(form, 'token'),
    password: String(form.get('password') ?? ''),
  });
  context.session.clear();
  return redirect('/sign-in?reset');
});

export default function ResetPassword() {
  const t = useT('account');
  const { token, disowned } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  return (
    <AccountSheet title={t('reset.title')} lead={t('reset.lead')}>
      {disowned && <Notice tone="good">{t('reset.disowned')}</Notice>}
      <ErrorSummary refused={state.refused} />
      {token ? (
        <Form method="post">
          <input type="hidden" name="token" value={token} />
          <Field
            label={t('reset.field')}
            name="password"
            hint={t('reset.hint')}
            error={state.error('password')}
          >
            {(control) => (
              <TextInput {...control} type="password" autoComplete="new-password" minLength={13} />
            )}
          </Field>
          <Submit wide>{t('reset.submit')}</Submit>
        </Form>
      ) : (
        <Notice tone="caution">{t('reset.noToken')}</Notice>
      )}
      <AccountAside>
        <Link to="/forgot-password">{t('forgot.title')}</Link>
      </AccountAside>
    </AccountSheet>
  );
}
