import { redirect } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import styles from '#app/features/account/account.module.css';
import { ConfirmFactor } from '#app/features/account/confirm-factor.tsx';
import { SettingsPage } from '#app/features/account/settings-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page } from '#app/page.ts';
import {
  CopyButton,
  ErrorSummary,
  Field,
  formState,
  FormStack,
  Submit,
  TextInput,
} from '#app/ui/index.ts';

export const loader = page(['settings'], ({ actor }) => {
  if (actor.kind !== 'person') throw redirect('/sign-in?next=/settings/second-factor');
  if (actor.hasFactor) throw redirect('/settings/security');
  return null;
});

export const meta = titled('settings', (t) => `${t('factor.title')} · ${t('title')}`);

export const action = act(({ forum, form }) =>
  forum.call('account.startSecondFactor', { current: String(form.get('current') ?? '') }),
);

export default function SecondFactor() {
  const result = useActionData<typeof action>();
  const state = formState(result);
  const t = useT('settings');
  return (
    <SettingsPage>
      <div className={styles.sections}>
        <section className={styles.section}>
          <header>
            <h2>{t('factor.setUp')}</h2>
            {!result?.ok && <p className={styles.lead}>{t('factor.start.lead')}</p>}
          </header>
          {result?.ok ? (
            <>
              <h3>{t('factor.scan.title')}</h3>
              <div className={styles.scan}>
                <div
                  className={styles.qr}
                  role="img"
                  aria-label={t('factor.scan.alt')}
                  dangerouslySetInnerHTML={{ __html: result.data.qrSvg }}
                />
                <div className={styles.manual}>
                  <p>{t('factor.scan.manual')}</p>
                  <code className={styles.secret}>{inFours(result.data.secret)}</code>
                  <CopyButton text={result.data.secret} label={t('copy')} done={t('copied')} />
                </div>
              </div>
              <ConfirmFactor />
            </>
          ) : (
            <Form method="post">
              <FormStack>
                <ErrorSummary refused={state.refused} labels={{ current: t('password.current') }} />
                <Field label={t('password.current')} name="current" error={state.error('current')}>
                  {(control) => (
                    <TextInput {...control} type="password" autoComplete="current-password" />
                  )}
                </Field>
                <div className={styles.acts}>
                  <Submit>{t('factor.start.submit')}</Submit>
                </div>
              </FormStack>
            </Form>
          )}
        </section>
      </div>
    </SettingsPage>
  );
}

/** A key that is typed by hand is read in groups. */
function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
