import { Link, useActionData, useLoaderData } from '@remix-run/react';
import styles from '#app/features/account/account.module.css';
import { ConfirmFactor } from '#app/features/account/confirm-factor.tsx';
import { RecoveryCodes } from '#app/features/account/recovery-codes.tsx';
import { SettingsPage } from '#app/features/account/settings-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { ErrorSummary, formState } from '#app/ui/index.ts';

export const loader = page(['settings'], ({ actor }) => ({ isOn: actor.hasFactor }));

export const meta = titled('settings', (t) => `${t('factor.title')} · ${t('title')}`);

export const action = act(async ({ forum, form }) => {
  const code = text(form, 'code').replace(/\s/g, '');
  return forum.call('account.confirmSecondFactor', { code });
});

export default function ConfirmSecondFactor() {
  const { isOn } = useLoaderData<typeof loader>().data;
  const result = useActionData<typeof action>();
  const state = formState(result);
  const t = useT('settings');
  return (
    <SettingsPage>
      <div className={styles.sections}>
        {result?.ok ? (
          <RecoveryCodes codes={result.data.recoveryCodes} />
        ) : isOn && !result ? (
          <p>
            <Link to="/settings/security">{t('tab.security')}</Link>
          </p>
        ) : (
          <section className={styles.section}>
            <ErrorSummary refused={state.refused} labels={{ code: t('factor.confirm.field') }} />
            <p className={styles.lead}>{t('factor.confirm.again')}</p>
            <ConfirmFactor error={state.error('code')} />
            <p>
              <Link to="/settings/second-factor">{t('factor.restart')}</Link>
            </p>
          </section>
        )}
      </div>
    </SettingsPage>
  );
}
