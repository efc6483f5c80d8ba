import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import styles from '#app/features/account/account.module.css';
import { DeviceList } from '#app/features/account/device-list.tsx';
import { SessionList } from '#app/features/account/session-list.tsx';
import { savedAt, SettingsPage } from '#app/features/account/settings-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page } from '#app/page.ts';
import {
  ButtonLink,
  Confirm,
  ErrorSummary,
  Field,
  formState,
  FormStack,
  Pill,
  Submit,
  TextInput,
} from '#app/ui/index.ts';

export const loader = page(['settings'], ({ forum, context }) =>
  forum.call('account.sessions', { device: context.device.token }),
);

export const meta = titled('settings', (t) => `${t('tab.security')} · ${t('title')}`);

export const action = act(async ({ forum, form }) => {
  await forum.call('account.changePassword', {
    current: String(form.get('current') ?? ''),
    password: String(form.get('password') ?? ''),
  });
  return redirect(savedAt('/settings/security', 'password'));
});

export default function SecuritySettings() {
  const { secondFactor, sessions, most, devices } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('settings');
  return (
    <SettingsPage>
      <div className={styles.sections}>
        <section className={styles.section} aria-labelledby="factor">
          <header>
            <div className={styles.titled}>
              <h2 id="factor">{t('factor.title')}</h2>
              <Pill tone={secondFactor.on ? 'good' : 'caution'}>
                {secondFactor.on ? t('factor.on') : t('factor.off')}
              </Pill>
            </div>
            <p className={styles.lead}>{t('factor.lead')}</p>
            {secondFactor.on && (
              <p className={styles.lead}>
                {t('factor.codesLeft', { count: secondFactor.recoveryCodesLeft })}
              </p>
            )}
          </header>
          <div className={styles.acts}>
            {secondFactor.on ? (
              <Confirm
                label={t('factor.remove')}
                act={t('factor.remove')}
                action="/settings/second-factor/remove"
              >
                {t('factor.removeText')}
              </Confirm>
            ) : (
              <ButtonLink to="/settings/second-factor" tone="primary" icon="shield-check">
                {t('factor.setUp')}
              </ButtonLink>
            )}
          </div>
        </section>

        <section className={styles.section} aria-labelledby="password">
          <header>
            <h2 id="password">{t('password.title')}</h2>
            <p className={styles.lead}>{t('password.effect')}</p>
          </header>
          <Form method="post">
            <FormStack>
              <ErrorSummary
                refused={state.refused}
                labels={{ current: t('password.current'), password: t('password.new') }}
              />
              <Field label={t('password.current')} name="current" error={state.error('current')}>
                {(control) => (
                  <TextInput {...control} type="password" autoComplete="current-password" />
                )}
              </Field>
              <Field
                label={t('password.new')}
                name="password"
                hint={t('password.hint')}
                error={state.error('password')}
              >
                {(control) => (
                  <TextInput {...control} type="password" autoComplete="new-password" />
                )}
              </Field>
              <div className={styles.acts}>
                <Submit tone="secondary">{t('password.submit')}</Submit>
              </div>
            </FormStack>
          </Form>
        </section>

        <SessionList sessions={sessions} most={most} />
        <DeviceList devices={devices} />
      </div>
    </SettingsPage>
  );
}
