import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { consentChoices } from '#app/features/referrals/consent/consent-data.ts';
import { ConsentFields } from '#app/features/referrals/consent/consent-fields.tsx';
import { filledIn, readConsent } from '#app/features/referrals/consent/read-consent.ts';
import { EditForm } from '#app/features/referrals/edit-form.tsx';
import { useCaseTrail } from '#app/features/referrals/use-case-trail.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState, Page, PageHead, Submit } from '#app/ui/index.ts';

/** A new consent for a case that is under way. */
export const loader = page(['referrals'], async (args) => {
  const { forum, params, context } = args;
  const code = storedCode(params.code);
  const told = await forum.call('referrals.casePage', { code });
  if (told.side === 'candidate' || !told.rights.consent) throw notFound();
  return {
    code,
    version: told.meta.version,
    choices: await consentChoices(args, code, context.lang),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  if (text(form, 'then') === 'back') return filledIn(form);
  await forum.call('referrals.recordConsent', { code, ...readConsent(form) });
  return redirect(casePath(code));
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('case.tab'));

export default function CaseConsent() {
  const { code, version, choices } = useLoaderData<typeof loader>().data;
  const result = useActionData<typeof action>();
  const state = formState(result, result?.ok ? result.data : undefined);
  const t = useT('referrals');
  return (
    <Page width="reading">
      <PageHead trail={useCaseTrail(code)} title={t('act.recordConsent')} />
      <EditForm
        title={t('consent.title')}
        version={version}
        state={state}
        acts={<Submit>{t('consent.record')}</Submit>}
        t={t}
      >
        <ConsentFields of={choices} from="case" state={state} t={t} />
      </EditForm>
    </Page>
  );
}
