import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, safeNext, text } from '#app/page.ts';
import { ErrorSummary, Field, formState, Submit, TextInput } from '#app/ui/index.ts';
import { AccountSheet } from './account-sheet.tsx';
import { CodeField } from './code-form.tsx';

export const meta = titled('account', (t) => t('stepUp.title'));

export const loader = page(['account'], ({ actor, url }) => {
  const next = safeNext(url.searchParams.get('next'));
  if (actor.kind !== 'person') throw redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  return { next, hasFactor: actor.hasFactor };
});

export const action = act(async ({ forum, actor, form }) => {
  await forum.call(
    'account.stepUp',
    actor.hasFactor
      ? { code: text(form, 'code') }
      : { password: String(form.get('password') ?? '') },
  );
  return redirect(safeNext(form.get('next')));
});

export default function StepUp() {
  const t = useT('account');
  const { next, hasFactor } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  return (
    <AccountSheet title={t('stepUp.title')} lead={t('stepUp.lead')}>
      <ErrorSummary refused={state.refused} />
      <Form method="post">
        <input type="hidden" name="next" value={next} />
        {hasFactor ? (
          <CodeField label={t('code.field')} hint={t('code.hint')} error={state.error('code')} />
        ) : (
          <Field label={t('password')} name="password" error={state.error('password')}>
            {(control) => (
              <TextInput {...control} type="password" autoComplete="current-password" />
            )}
          </Field>
        )}
        <Submit wide>{t('stepUp.submit')}</Submit>
      </Form>
    </AccountSheet>
  );
}
