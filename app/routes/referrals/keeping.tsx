import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { KeepingPage } from '#app/features/privacy/keeping-page.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { titled } from '#app/i18n/titled.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['privacy', 'referrals'], ({ forum, params }) =>
  forum.call('privacy.keeping', { code: storedCode(params.code) }),
);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const what = text(form, 'act');
  const requestId = text(form, 'requestId');
  const reason = text(form, 'reason') as 'other';
  if (what === 'confirm' || what === 'refuse') {
    await forum.call('privacy.decideRequest', { requestId, confirm: what === 'confirm' });
  } else if (what === 'withdraw') await forum.call('privacy.withdrawRequest', { requestId });
  else if (what === 'erase') await forum.call('privacy.askErasure', { code, reason });
  else await forum.call('privacy.askHold', { code, lift: what === 'lift', reason });
  return redirect(casePath(code, 'keeping'));
});

export const meta = titled('privacy', (t) => t('keeping.title'));

/** How long a case keeps its patient: erasure and legal hold, each by two people. */
export default function Keeping() {
  const state = formState(useActionData<typeof action>());
  return <KeepingPage of={useLoaderData<typeof loader>().data} state={state} />;
}
