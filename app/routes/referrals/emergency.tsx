import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { EmergencyPage } from '#app/features/privacy/emergency-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { Verdict } from '#server/privacy/plain.ts';

export const loader = page(['privacy', 'referrals'], ({ forum, params }) =>
  forum.call('privacy.emergencyPage', { emergencyId: params.emergencyId ?? '' }),
);

export const action = act(async ({ forum, form, params }) => {
  const emergencyId = params.emergencyId ?? '';
  await forum.call('privacy.reviewBreakGlass', {
    emergencyId,
    verdict: text(form, 'verdict') as Verdict,
    words: text(form, 'words'),
  });
  return redirect(`/referrals/emergencies/${emergencyId}`);
});

export const meta = titled('privacy', (t) => t('emergencies.title'));

/** One emergency access, for whoever reviews it. */
export default function Emergency() {
  const state = formState(useActionData<typeof action>());
  return <EmergencyPage of={useLoaderData<typeof loader>().data} state={state} />;
}
