import { redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, safeNext, text } from '#app/page.ts';
import type { Handle } from '#app/root.tsx';
import { ButtonLink } from '#app/ui/index.ts';
import { AccountSheet } from './account-sheet.tsx';
import { CodeForm } from './code-form.tsx';

export const handle: Handle = { frame: 'bare' };
export const meta = titled('account', (t) => t('code.title'));

export const loader = page(['account'], () => null);

export const action = act(async ({ forum, form, context }) => {
  const { token, device } = await forum.call('account.signInSecondFactor', {
    ticket: text(form, 'ticket'),
    code: text(form, 'code'),
    userAgent: context.userAgent,
    device: context.device.token,
  });
  context.session.set(token);
  context.device.set(device);
  return redirect(safeNext(form.get('next')));
});

export default function SignInCode() {
  const t = useT('account');
  const result = useActionData<typeof action>();
  // Reached without the first step there is no ticket to continue with.
  if (!result || result.ok) {
    return (
      <AccountSheet title={t('code.title')}>
        <ButtonLink to="/sign-in" tone="primary">
          {t('signIn.title')}
        </ButtonLink>
      </AccountSheet>
    );
  }
  const { ticket = '', next = '/' } = result.values;
  return <CodeForm ticket={ticket} next={next} result={result} />;
}
