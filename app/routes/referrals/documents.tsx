import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DocumentsPage } from '#app/features/documents/documents-page.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { whyOf } from '#app/features/referrals/why.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['documents', 'referrals'], ({ forum, params }) =>
  forum.call('documents.ofCase', { code: storedCode(params.code) }),
);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('documents.makeLetter', {
    code,
    lang: text(form, 'lang') as 'ja',
    ...whyOf(form),
  });
  return redirect(casePath(code, 'documents'));
});

export const meta = titled('documents', (t) => t('tab'));

export default function CaseDocuments() {
  const { data } = useLoaderData<typeof loader>();
  const state = formState(useActionData<typeof action>());
  return (
    <DocumentsPage
      of={data}
      state={state}
      t={useT('documents')}
      words={useT('referrals')}
      format={useFormat()}
    />
  );
}
