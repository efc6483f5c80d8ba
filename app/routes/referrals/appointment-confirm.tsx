import { redirect } from '@remix-run/node';
import { useActionData, useParams, useRouteLoaderData } from '@remix-run/react';
import { JAPAN } from '#app/features/appointments/view.ts';
import { ActDialog } from '#app/features/referrals/act-dialog.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, text } from '#app/page.ts';
import { formState, Time } from '#app/ui/index.ts';
import type { loader as caseLoader } from './case.tsx';

export const action = act(async ({ forum, form, params }) => {
  await forum.call('appointments.confirm', {
    appointmentId: text(form, 'appointmentId'),
    version: Number(text(form, 'version')),
    bookingId: params.bookingId ?? '',
  });
  return redirect(casePath(storedCode(params.code)));
});

export default function ConfirmTime() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const { bookingId } = useParams();
  const state = formState(useActionData<typeof action>());
  const t = useT('appointments');
  const words = useT('referrals');
  const format = useFormat();
  if (!of?.appointments) return null;
  const one = of.appointments.appointments.find(({ times }) =>
    times.some(({ id }) => id === bookingId),
  );
  const time = one?.times.find(({ id }) => id === bookingId);
  return (
    <ActDialog
      id="confirm-time"
      code={of.meta.code}
      version={one?.version ?? 0}
      title={t('confirm.title')}
      verb={t('confirm.verb')}
      tone="primary"
      state={state}
      t={words}
    >
      {one && time && one.state === 'proposed' ? (
        <>
          <input type="hidden" name="appointmentId" value={one.id} />
          <p>
            <strong>
              <Time at={time.startsAt} format={format} zone={JAPAN} />
            </strong>
          </p>
          <p>{t('confirm.lead')}</p>
        </>
      ) : (
        <p>{t('gone')}</p>
      )}
    </ActDialog>
  );
}
