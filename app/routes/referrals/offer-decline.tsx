import { redirect } from '@remix-run/node';
import { useActionData, useParams, useRouteLoaderData } from '@remix-run/react';
import { offerPath } from '#app/features/referrals/addresses.ts';
import { DeclineDialog } from '#app/features/referrals/decline-dialog.tsx';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { loader as offerLoader } from './offer.tsx';

export const loader = page([], () => null);

export const action = act(async ({ forum, form, params }) => {
  const offerId = params.offerId ?? '';
  await forum.call('referrals.decline', {
    offerId,
    version: Number(text(form, 'version')),
    reason: text(form, 'reason') as 'other',
    comment: text(form, 'comment'),
    decidedBy: text(form, 'decidedBy') || undefined,
    decidedOn: text(form, 'decidedOn') || undefined,
  });
  return redirect(offerPath(offerId));
});

export default function DeclineOffer() {
  const { offerId = '' } = useParams();
  const offer = useRouteLoaderData<typeof offerLoader>('routes/referrals/offer')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  if (!offer?.asked) return null;
  return (
    <DeclineDialog
      offerId={offerId}
      version={offer.version}
      today={offer.asked.today}
      state={state}
      t={t}
    />
  );
}
