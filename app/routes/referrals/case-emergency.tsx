import { redirect } from '@remix-run/node';
import { Form, useActionData, useRouteLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { RouteDialog } from '#app/features/referrals/route-dialog.tsx';
import styles from '#app/features/referrals/referrals.module.css';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { ButtonLink, ErrorSummary, Field, formState, Submit, TextArea } from '#app/ui/index.ts';
import { EMERGENCY_MINUTES, EMERGENCY_WORDS, REVIEW_HOURS } from '#server/privacy/plain.ts';
import type { loader as caseLoader } from './case.tsx';

export const loader = page([], () => null);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('privacy.breakGlass', { code, words: text(form, 'words') });
  return redirect(casePath(code));
});

/** Opens one case to an administrator in an emergency, and says before that what follows. */
export default function CaseEmergency() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('privacy');
  const words = useT('referrals');
  if (!of?.rights.breakGlass) return null;
  const form = 'emergency-form';
  const back = casePath(of.meta.code);
  return (
    <RouteDialog
      id="emergency"
      title={t('emergency.title')}
      closeTo={back}
      acts={
        <>
          <ButtonLink to={back} preventScrollReset>
            {words('back')}
          </ButtonLink>
          <Submit form={form} tone="danger">
            {t('emergency.open', { minutes: EMERGENCY_MINUTES })}
          </Submit>
        </>
      }
    >
      <Form id={form} method="post" preventScrollReset className={styles.own}>
        <ErrorSummary refused={state.refused} form={form} />
        <p>{t('emergency.lead', { minutes: EMERGENCY_MINUTES, hours: REVIEW_HOURS })}</p>
        <Field
          label={t('emergency.words')}
          name="words"
          hint={t('emergency.words.hint', { least: EMERGENCY_WORDS.least })}
          error={state.error('words')}
          form={form}
        >
          {(control) => (
            <TextArea
              {...control}
              rows={4}
              minLength={EMERGENCY_WORDS.least}
              maxLength={EMERGENCY_WORDS.most}
              defaultValue={state.value('words')}
            />
          )}
        </Field>
      </Form>
    </RouteDialog>
  );
}
