import { redirect } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { casePath } from '#app/features/referrals/addresses.ts';
import { STEPS } from '#app/features/referrals/edit-frame.tsx';
import styles from '#app/features/referrals/referrals.module.css';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page } from '#app/page.ts';
import { ErrorSummary, formState, Page, PageHead, Panel, Submit } from '#app/ui/index.ts';

export const loader = page(['referrals'], async ({ forum }) => {
  const { mayCreate } = await forum.call('referrals.worklist', {});
  if (!mayCreate) throw notFound();
  return null;
});

export const action = act(async ({ forum }) => {
  const { code } = await forum.call('referrals.createDraft', {});
  return redirect(casePath(code, 'edit', 'patient'));
});

export const meta = titled('referrals', (t) => t('new.title'));

export default function NewCase() {
  const t = useT('referrals');
  const state = formState(useActionData<typeof action>());
  return (
    <Page width="reading">
      <PageHead trail={[{ label: t('title'), to: '/referrals' }]} title={t('new.title')} />
      <ErrorSummary refused={state.refused} />
      <Panel title={t('new.before')}>
        <p>{t('new.lead')}</p>
        <ul className={styles.consequences}>
          {STEPS.map((step) => (
            <li key={step}>
              <strong>{t(`step.${step}`)}</strong> {t(`new.${step}`)}
            </li>
          ))}
        </ul>
        <p className={styles.hint}>{t('edit.safety.text')}</p>
        <Form method="post">
          <Submit>{t('new.begin')}</Submit>
        </Form>
      </Panel>
    </Page>
  );
}
