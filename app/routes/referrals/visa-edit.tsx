import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { EditPlan } from '#app/features/visa/edit-plan.tsx';
import { visaView } from '#app/features/visa/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const loader = page(['visa'], async ({ forum, params, context }) => {
  const told = await forum.call('visa.ofCase', { code: storedCode(params.code) });
  if (!told.rights.write) throw notFound();
  return visaView(told, context.lang);
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const version = text(form, 'version');
  await forum.call('visa.savePlan', {
    code,
    version: version === '' ? null : Number(version),
    way: text(form, 'way') as 'single',
    inpatient: text(form, 'inpatient') === 'yes',
    coeBy: (text(form, 'coeBy') || null) as 'hospital' | null,
    companions: Number(text(form, 'companions') || Number.NaN),
    arrivesOn: text(form, 'arrivesOn'),
    leavesOn: text(form, 'leavesOn'),
  });
  return redirect(casePath(code, 'visa'));
});

export const meta = titled('visa', (t) => t('edit'));

export default function VisaEdit() {
  const of = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  return <EditPlan of={of} state={state} t={useT('visa')} format={useFormat()} />;
}
