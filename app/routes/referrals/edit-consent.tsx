import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { caseData } from '#app/features/referrals/case-data.ts';
import { consentChoices } from '#app/features/referrals/consent/consent-data.ts';
import { ConsentFields } from '#app/features/referrals/consent/consent-fields.tsx';
import { ConsentPanel } from '#app/features/referrals/consent/consent-panel.tsx';
import { editHead } from '#app/features/referrals/edit-data.ts';
import { EditForm } from '#app/features/referrals/edit-form.tsx';
import { EditFrame } from '#app/features/referrals/edit-frame.tsx';
import { filledIn, readConsent } from '#app/features/referrals/consent/read-consent.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['referrals', 'papers'], async (args) => {
  const head = await editHead(args);
  const told = await args.forum.call('referrals.casePage', { code: head.code });
  if (told.side === 'candidate') throw notFound();
  return {
    head,
    of: caseData({ told, teaser: null, clinical: null }, args.context.lang),
    choices: await consentChoices(args, head.code, args.context.lang),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  if (text(form, 'then') === 'back') return filledIn(form);
  await forum.call('referrals.recordConsent', { code, ...readConsent(form) });
  return redirect(
    text(form, 'then') === 'leave' ? casePath(code) : casePath(code, 'edit', 'review'),
  );
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('referrals', (t) => t('edit.tab'));

export default function EditConsent() {
  const { head, of, choices } = useLoaderData<typeof loader>().data;
  const result = useActionData<typeof action>();
  const state = formState(result, result?.ok ? result.data : undefined);
  const t = useT('referrals');
  const format = useFormat();
  return (
    <EditFrame head={head} step="consent" t={t}>
      <ConsentPanel of={of} t={t} format={format} />
      <EditForm
        title={t(of.consent ? 'consent.new' : 'consent.title')}
        version={head.version}
        state={state}
        t={t}
      >
        <ConsentFields of={choices} from="edit" state={state} t={t} />
      </EditForm>
    </EditFrame>
  );
}
