import { redirect } from '@remix-run/node';
import { useActionData, useParams, useRouteLoaderData } from '@remix-run/react';
import { ActDialog } from '#app/features/referrals/act-dialog.tsx';
import { offerPath } from '#app/features/referrals/addresses.ts';
import { StepFields } from '#app/features/referrals/step-fields.tsx';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { loader as offerLoader } from './offer.tsx';

export const loader = page([], () => null);

/** A hospital that has a case without the patient's consent gives it back. */
export const action = act(async ({ forum, form }) => {
  await forum.call('referrals.release', {
    code: text(form, 'code'),
    version: Number(text(form, 'version')),
    reason: text(form, 'reason') as 'other',
  });
  return redirect('/referrals');
});

export default function ReleaseOffer() {
  const { offerId = '' } = useParams();
  const offer = useRouteLoaderData<typeof offerLoader>('routes/referrals/offer')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  if (!offer || offer.givesBack === null) return null;
  const { code } = offer.own;
  return (
    <ActDialog
      id="release"
      code={code}
      back={offerPath(offerId)}
      version={offer.givesBack}
      title={t('act.release')}
      verb={t('act.release')}
      state={state}
      t={t}
    >
      <input type="hidden" name="code" value={code} />
      <p>{t('do.release.lead')}</p>
      <StepFields
        act="release"
        form="release-form"
        today=""
        departments={[]}
        countries={[]}
        stay={null}
        mayCarryOn={false}
        state={state}
        t={t}
      />
    </ActDialog>
  );
}
