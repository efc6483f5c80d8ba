import { redirect } from '@remix-run/node';
import { useActionData, useRouteLoaderData } from '@remix-run/react';
import { ActDialog } from '#app/features/referrals/act-dialog.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, text } from '#app/page.ts';
import { CANCEL_REASONS } from '#server/appointments/plain.ts';
import { formState, RadioGroup } from '#app/ui/index.ts';
import type { loader as caseLoader } from './case.tsx';

export const action = act(async ({ forum, form, params }) => {
  await forum.call('appointments.cancel', {
    appointmentId: text(form, 'appointmentId'),
    version: Number(text(form, 'version')),
    reason: text(form, 'reason') as 'other',
  });
  return redirect(casePath(storedCode(params.code)));
});

export default function CancelAppointment() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('appointments');
  const words = useT('referrals');
  const [one] = of?.appointments?.appointments ?? [];
  if (!of || !one) return null;
  return (
    <ActDialog
      id="cancel-appointment"
      code={of.meta.code}
      version={one.version}
      title={t('cancel')}
      verb={t('cancel')}
      state={state}
      t={words}
    >
      <input type="hidden" name="appointmentId" value={one.id} />
      <p>{t('cancel.lead')}</p>
      <RadioGroup
        legend={t('cancel.reason')}
        name="reason"
        value={state.value('reason', '')}
        error={state.error('reason')}
        choices={CANCEL_REASONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))}
      />
    </ActDialog>
  );
}
