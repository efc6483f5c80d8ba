import { redirect } from '@remix-run/node';
import { useActionData, useRouteLoaderData } from '@remix-run/react';
import { ActDialog } from '#app/features/referrals/act-dialog.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState, RadioGroup } from '#app/ui/index.ts';
import { CANCEL_REASONS } from '#server/referrals/schemas.ts';
import type { loader as caseLoader } from './case.tsx';

export const loader = page([], () => null);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('referrals.cancel', {
    code,
    version: Number(text(form, 'version')),
    reason: text(form, 'reason') as 'other',
  });
  return redirect(casePath(code));
});

export default function CancelCase() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  if (!of) return null;
  return (
    <ActDialog
      id="cancel"
      code={of.meta.code}
      version={of.meta.version}
      title={t('cancelling.title')}
      verb={t('cancelling.confirm')}
      state={state}
      t={t}
    >
      <p>{t('cancelling.lead')}</p>
      <RadioGroup
        legend={t('cancelling.reason')}
        name="reason"
        value={state.value('reason')}
        error={state.error('reason')}
        choices={CANCEL_REASONS.map((value) => ({ value, label: t(`cancelling.${value}`) }))}
      />
    </ActDialog>
  );
}
