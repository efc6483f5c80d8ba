import { redirect } from '@remix-run/node';
import { useActionData, useRouteLoaderData } from '@remix-run/react';
import { GiveUpDialog } from '#app/features/opinions/give-up-dialog.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { loader as opinionLoader } from './opinion.tsx';

/** Hospital and officer take it back; of the sender it is a no. */
export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const step = { code, version: Number(text(form, 'version')) };
  const { rights } = await forum.call('opinions.ofCase', { code });
  await (rights.withdraw
    ? forum.call('opinions.withdraw', step)
    : forum.call('opinions.answer', { ...step, agree: false }));
  return redirect(casePath(code));
});

export default function GiveUpOpinion() {
  const of = useRouteLoaderData<typeof opinionLoader>('routes/referrals/opinion')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('opinions');
  // A refusal is read even where the step is there no more.
  if (!of || !(of.rights.withdraw || of.rights.decline || state.refused)) return null;
  return <GiveUpDialog of={of} state={state} t={t} />;
}
