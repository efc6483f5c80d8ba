import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { ReportsPage } from '#app/features/visa/reports-page.tsx';
import { reportsView } from '#app/features/visa/reports-view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const loader = page(['visa'], async ({ forum, params, context }) =>
  reportsView(await forum.call('visa.reports', { code: storedCode(params.code) }), context.lang),
);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const of = { code, reportId: text(form, 'reportId'), version: Number(text(form, 'version')) };
  if (text(form, 'act') === 'takeBack') await forum.call('visa.takeBackReport', of);
  else {
    await forum.call('visa.reportChange', {
      ...of,
      on: text(form, 'on'),
      to: text(form, 'to') as 'embassy',
      reference: text(form, 'reference'),
    });
  }
  return redirect(casePath(code, 'visa', 'reports'));
});

export const meta = titled('visa', (t) => t('reports'));

export default function VisaReports() {
  const of = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  return <ReportsPage of={of} state={state} t={useT('visa')} format={useFormat()} />;
}
