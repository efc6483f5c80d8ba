import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { papersPath } from '#app/features/papers/addresses.ts';
import { PapersPage } from '#app/features/papers/papers-page.tsx';
import { storedCode } from '#app/features/referrals/addresses.ts';
import { whyOf } from '#app/features/referrals/why.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['papers', 'referrals', 'files'], async ({ forum, params, url }) => {
  const { papers, ...of } = await forum.call('papers.ofCase', { code: storedCode(params.code) });
  return {
    // What a device says of its patient is for the page of that paper.
    of: { ...of, papers: papers.map(({ header: _, ...paper }) => paper) },
    refused: url.searchParams.get('refused'),
    brought: Number(url.searchParams.get('brought')) || 0,
  };
});

/** Says why, once a session: the page opens the papers then. */
export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('papers.ofCase', { code, ...whyOf(form) });
  return redirect(papersPath(code));
});

export const meta = titled('papers', (t) => t('title'));

export default function CasePapers() {
  const { of, refused, brought } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  return (
    <PapersPage
      of={of}
      refused={refused}
      brought={brought}
      state={state}
      words={useT('referrals')}
      t={useT('papers')}
      format={useFormat()}
    />
  );
}
