import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { casePath, displayCode, storedCode } from '#app/features/referrals/addresses.ts';
import { consentChoices } from '#app/features/referrals/consent/consent-data.ts';
import { ConsentFields } from '#app/features/referrals/consent/consent-fields.tsx';
import { readConsent } from '#app/features/referrals/consent/read-consent.ts';
import styles from '#app/features/referrals/referrals.module.css';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page } from '#app/page.ts';
import { ErrorSummary, FormActs, formState, Page, PageHead, Panel, Submit } from '#app/ui/index.ts';

/** A new consent for a case that is under way. */
export const loader = page(['referrals'], async (args) => {
  const { forum, params, context } = args;
  const code = storedCode(params.code);
  const told = await forum.call('referrals.casePage', { code });
  if (told.side === 'candidate' || !told.rights.consent) throw notFound();
  return {
    code,
    version: told.meta.version,
    today: told.now.slice(0, 10),
    choices: await consentChoices(args, code, context.lang),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('referrals.recordConsent', { code, ...readConsent(form) });
  return redirect(casePath(code));
});

export const meta = titled('referrals', (t) => t('case.tab'));

export default function CaseConsent() {
  const { code, version, today, choices } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: '/referrals' },
          { label: displayCode(code), to: casePath(code) },
        ]}
        title={t('act.recordConsent')}
      />
      <Form method="post" className={styles.own}>
        <ErrorSummary refused={state.refused} />
        <input type="hidden" name="version" value={version} />
        <Panel title={t('consent.title')}>
          <ConsentFields of={choices} today={today} state={state} t={t} />
        </Panel>
        <FormActs>
          <Submit>{t('consent.record')}</Submit>
        </FormActs>
      </Form>
    </Page>
  );
}
