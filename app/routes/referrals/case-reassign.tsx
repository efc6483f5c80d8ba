import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { ActDialog } from '#app/features/referrals/act-dialog.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { Field, formState, Notice, Select } from '#app/ui/index.ts';
import type { loader as caseLoader } from './case.tsx';

export const loader = page([], ({ forum, params }) =>
  forum.call('referrals.officers', { code: storedCode(params.code) }),
);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const version = Number(text(form, 'version'));
  await forum.call('referrals.reassign', { code, version, to: text(form, 'to') });
  return redirect(casePath(code));
});

/** Hands the case to another officer. */
export default function ReassignCase() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const officers = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  if (!of) return null;
  return (
    <ActDialog
      id="reassign"
      code={of.meta.code}
      version={of.meta.version}
      title={t('act.reassign')}
      verb={t('act.reassign')}
      tone="primary"
      state={state}
      t={t}
    >
      {officers.length === 0 ? (
        <Notice tone="caution" title={t('reassign.nobody')} />
      ) : (
        <>
          <p>{t('reassign.lead')}</p>
          <Field label={t('reassign.to')} name="to" error={state.error('to')}>
            {(control) => (
              <Select
                {...control}
                required
                defaultValue={state.value('to')}
                placeholder={t('open.choose')}
                options={officers.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
        </>
      )}
    </ActDialog>
  );
}
