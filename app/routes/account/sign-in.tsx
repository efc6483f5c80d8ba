import { redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, safeNext, text } from '#app/page.ts';
import type { Handle } from '#app/root.tsx';
import { ErrorSummary, Field, formState, Notice, Submit, TextInput } from '#app/ui/index.ts';
import { AccountAside, AccountSheet } from './account-sheet.tsx';
import { CodeForm } from './code-form.tsx';
import { DemoCast, type Cast } from './demo-cast.tsx';

export const handle: Handle = { frame: 'bare' };
export const meta = titled('account', (t) => t('signIn.title'));

export const loader = page(['account'], async ({ forum, actor, url, context }) => {
  const next = safeNext(url.searchParams.get('next'));
  if (actor.kind === 'person') throw redirect(next);
  const cast = context.demo ? ((await forum.call('account.demoSignIns', {})) as Cast | null) : null;
  const as = url.searchParams.get('as');
  const joined = url.searchParams.has('joined');
  const chosen = cast?.people.find((person) => person.email === as)?.email ?? '';
  return { next, cast, chosen, joined, afterReset: url.searchParams.has('reset') };
});

export const action = act(async ({ forum, form, context }) => {
  const answer = await forum.call('account.signIn', {
    email: text(form, 'email'),
    password: String(form.get('password') ?? ''),
    userAgent: context.userAgent,
    device: context.device.token,
  });
  if (answer.step === 'code') return { ticket: answer.ticket };
  context.session.set(answer.token);
  context.device.set(answer.device);
  return redirect(safeNext(form.get('next')));
});

export default function SignIn() {
  const t = useT('account');
  const { next, cast, chosen, joined, afterReset } = useLoaderData<typeof loader>().data;
  const result = useActionData<typeof action>();
  if (result?.ok) return <CodeForm ticket={result.data.ticket} next={next} />;
  const state = formState(result);
  return (
    <AccountSheet
      title={t('signIn.title')}
      lead={t('signIn.lead')}
      beside={cast && <DemoCast cast={cast} chosen={chosen} next={next} t={t} />}
    >
      {afterReset && !result && <Notice tone="good">{t('signIn.again')}</Notice>}
      {joined && !result && <Notice tone="good">{t('signIn.joined')}</Notice>}
      <ErrorSummary refused={state.refused} />
      <Form method="post" key={chosen}>
        <input type="hidden" name="next" value={next} />
        <Field label={t('email')} name="email" error={state.error('email')}>
          {(control) => (
            <TextInput
              {...control}
              type="email"
              autoComplete="username"
              defaultValue={state.value('email', chosen)}
            />
          )}
        </Field>
        <Field label={t('password')} name="password" error={state.error('password')}>
          {(control) => (
            <TextInput
              {...control}
              type="password"
              autoComplete="current-password"
              defaultValue={chosen ? cast?.password : undefined}
            />
          )}
        </Field>
        <Submit wide>{t('signIn.submit')}</Submit>
      </Form>
      <AccountAside>
        <Link to="/forgot-password">{t('signIn.forgot')}</Link>
        <p>{t('signIn.help')}</p>
      </AccountAside>
    </AccountSheet>
  );
}
