import { redirect } from '@remix-run/node';
import { useActionData, useParams, useRouteLoaderData } from '@remix-run/react';
import { offerPath } from '#app/features/referrals/addresses.ts';
import { WordsDialog } from '#app/features/referrals/words-dialog.tsx';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { loader as offerLoader } from './offer.tsx';

export const loader = page([], () => null);

export const action = act(async ({ forum, form, params }) => {
  const offerId = params.offerId ?? '';
  await forum.call('referrals.askQuestion', { offerId, text: text(form, 'text') });
  return redirect(offerPath(offerId));
});

export default function AskQuestion() {
  const { offerId = '' } = useParams();
  const offer = useRouteLoaderData<typeof offerLoader>('routes/referrals/offer')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  if (!offer?.asked) return null;
  return (
    <WordsDialog
      id="ask"
      title={t('ask.title')}
      back={offerPath(offerId)}
      verb={t('ask.send')}
      fields={[{ name: 'text', label: t('ask.text') }]}
      hidden={{}}
      state={state}
      t={t}
    >
      <p>{t('ask.lead')}</p>
    </WordsDialog>
  );
}
