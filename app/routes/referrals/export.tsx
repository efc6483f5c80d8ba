import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ExportPage } from '#app/features/interop/export-page.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { whyOf } from '#app/features/referrals/why.ts';
import { titled } from '#app/i18n/titled.ts';
import { action as act, page } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['interop', 'referrals'], ({ forum, params }) =>
  forum.call('interop.exportPage', { code: storedCode(params.code) }),
);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const lang = form.get('print');
  if (lang === null) return forum.call('interop.orderExport', { code, ...whyOf(form) });
  await forum.call('interop.printCase', { code, lang: lang as 'ja', ...whyOf(form) });
  return redirect(casePath(code, 'documents'));
});

export const meta = titled('interop', (t) => t('tab'));

/** A case as a file for another system. */
export default function Export() {
  const answer = useActionData<typeof action>();
  const over = useSearchParams()[0].has('over');
  return (
    <ExportPage
      of={useLoaderData<typeof loader>().data}
      link={answer?.ok ? answer.data : null}
      over={over}
      state={formState(answer)}
    />
  );
}
