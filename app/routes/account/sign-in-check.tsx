import { redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import styles from '#app/features/account/account.module.css';
import { deviceName } from '#app/features/account/device-name.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import type { Handle } from '#app/root.tsx';
import { ButtonLink, ErrorSummary, FactsList, formState, Notice, Submit } from '#app/ui/index.ts';
import { AccountAside, AccountSheet } from './account-sheet.tsx';

export const handle: Handle = { frame: 'bare' };
export const meta = titled('account', (t) => t('check.title'));

/** Opening the page changes nothing: mail scanners open links. */
export const loader = page(['account', 'settings'], async ({ forum, url }) => {
  const token = (url.searchParams.get('token') ?? '').slice(0, 100);
  return { token, signIn: await forum.call('account.signInCheck', { token }) };
});

export const action = act(async ({ forum, form, context }) => {
  const { token } = await forum.call('account.disownSignIn', { token: text(form, 'token') });
  context.session.clear();
  return redirect(`/reset-password?token=${token}&disowned`);
});

/** What a mail about a sign-in from a new device leads to: it was me, or it was not. */
export default function SignInCheck() {
  const { token, signIn } = useLoaderData<typeof loader>().data;
  const t = useT('account');
  const s = useT('settings');
  const format = useFormat();
  const state = formState(useActionData<typeof action>());
  if (!signIn) {
    return (
      <AccountSheet title={t('check.title')}>
        <Notice tone="caution">{t('check.over')}</Notice>
        <ButtonLink to="/settings/security">{t('check.review')}</ButtonLink>
        <AccountAside>
          <Link to="/forgot-password">{t('forgot.title')}</Link>
        </AccountAside>
      </AccountSheet>
    );
  }
  return (
    <AccountSheet title={t('check.title')} lead={t('check.lead')}>
      <ErrorSummary refused={state.refused} />
      <FactsList
        facts={[
          {
            label: t('check.when'),
            value: <time dateTime={signIn.at}>{format.dateTime(signIn.at)}</time>,
          },
          { label: t('check.device'), value: deviceName(signIn, s) },
          { label: t('check.network'), value: signIn.network },
        ]}
      />
      <ButtonLink to="/settings/security" tone="primary">
        {t('check.me')}
      </ButtonLink>
      <Form method="post" className={styles.section}>
        <input type="hidden" name="token" value={token} />
        <p className={styles.lead}>{t('check.notMeText')}</p>
        <Submit tone="danger" wide>
          {t('check.notMe')}
        </Submit>
      </Form>
    </AccountSheet>
  );
}
