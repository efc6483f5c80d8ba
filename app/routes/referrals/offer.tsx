import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData, type ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { numberOf } from '#app/features/estimates/read-lines.ts';
import { casePath, offerPath } from '#app/features/referrals/addresses.ts';
import { offerData } from '#app/features/referrals/offer-data.ts';
import { OfferPage } from '#app/features/referrals/offer-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(
  ['referrals', 'opinions', 'papers'],
  async ({ forum, params, context }) => {
    const offer = await forum.call('referrals.offerPage', { offerId: params.offerId ?? '' });
    const { code } = offer.own;
    if (offer.accepted) throw redirect(casePath(code));
    const teaser = offer.asked && (await forum.call('referrals.teaser', { code }));
    const clinical = offer.asked?.clinical
      ? await forum.call('referrals.clinical', { code })
      : null;
    const questions = offer.asked ? await forum.call('referrals.questions', { code }) : [];
    const papers = offer.asked
      ? await forum.call('papers.ofOffer', { offerId: offer.offerId })
      : [];
    const { aim } = offer.asked
      ? await forum.call('opinions.ofOffer', { offerId: offer.offerId })
      : { aim: null };
    return { ...offerData({ offer, teaser, clinical, questions, papers }, context.lang), aim };
  },
);

/** Where answers are collected, the page's own form is the answer. */
export const action = act(async ({ forum, form, params }) => {
  const offerId = params.offerId ?? '';
  const yen = (name: string) => numberOf(text(form, name));
  await forum.call('referrals.answer', {
    offerId,
    version: Number(text(form, 'version')),
    department: text(form, 'department'),
    priceLow: yen('priceLow'),
    priceHigh: yen('priceHigh'),
    earliestOn: text(form, 'earliestOn'),
    validUntil: text(form, 'validUntil'),
    note: text(form, 'note'),
  });
  return redirect(offerPath(offerId));
});

export const meta = titled('referrals', (t) => t('offer.tab'));

/** Opening a dialog reads nothing new of the patient. */
export function shouldRevalidate({
  actionStatus,
  formMethod,
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  if (actionStatus === 409) return true;
  const moved = currentUrl.pathname !== nextUrl.pathname;
  return formMethod === undefined && moved ? false : defaultShouldRevalidate;
}

export default function Offer() {
  const offer = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  return <OfferPage offer={offer} state={state} t={useT('referrals')} format={useFormat()} />;
}
