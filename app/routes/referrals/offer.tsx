import { redirect } from '@remix-run/node';
import { useLoaderData, type ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { casePath } from '#app/features/referrals/addresses.ts';
import { offerData } from '#app/features/referrals/offer-data.ts';
import { OfferPage } from '#app/features/referrals/offer-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';

export const loader = page(['referrals'], async ({ forum, params, context }) => {
  const offer = await forum.call('referrals.offerPage', { offerId: params.offerId ?? '' });
  const { code } = offer.own;
  if (offer.accepted) throw redirect(casePath(code));
  const teaser = offer.asked && (await forum.call('referrals.teaser', { code }));
  const clinical = offer.asked?.clinical ? await forum.call('referrals.clinical', { code }) : null;
  return offerData({ offer, teaser, clinical }, context.lang);
});

export const meta = titled('referrals', (t) => t('offer.tab'));

/** Opening a dialog reads nothing new of the patient. */
export function shouldRevalidate({
  formMethod,
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const moved = currentUrl.pathname !== nextUrl.pathname;
  return formMethod === undefined && moved ? false : defaultShouldRevalidate;
}

export default function Offer() {
  const offer = useLoaderData<typeof loader>().data;
  return <OfferPage offer={offer} t={useT('referrals')} format={useFormat()} />;
}
