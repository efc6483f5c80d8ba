import { redirect } from '@remix-run/node';
import { offerPath } from '#app/features/referrals/addresses.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, form, params }) => {
  const offerId = params.offerId ?? '';
  await forum.call('referrals.takeBack', { offerId, version: Number(text(form, 'version')) });
  return redirect(offerPath(offerId));
});
