import { redirect } from '@remix-run/node';
import { useActionData, useRouteLoaderData } from '@remix-run/react';
import { ActDialog } from '#app/features/referrals/act-dialog.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { Checkbox, Field, formState, RadioGroup, TextArea } from '#app/ui/index.ts';
import { ADVICE_LIMIT, RETURN_REASONS } from '#server/referrals/schemas.ts';
import styles from '#app/features/referrals/referrals.module.css';
import type { loader as caseLoader } from './case.tsx';

const SECTIONS = ['identity', 'clinical', 'facts', 'consent'] as const;

export const loader = page([], () => null);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('referrals.returnCase', {
    code,
    version: Number(text(form, 'version')),
    reason: text(form, 'reason') as 'other',
    advice: text(form, 'advice'),
    sections: SECTIONS.filter((section) => form.get(`section.${section}`) !== null),
  });
  return redirect(casePath(code));
});

export default function ReturnCase() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  if (!of) return null;
  return (
    <ActDialog
      id="return"
      code={of.meta.code}
      version={of.meta.version}
      title={t('returning.title')}
      verb={t('returning.confirm')}
      tone="primary"
      state={state}
      t={t}
    >
      <RadioGroup
        legend={t('returning.reason')}
        name="reason"
        value={state.value('reason')}
        error={state.error('reason')}
        choices={RETURN_REASONS.map((value) => ({ value, label: t(`returning.${value}`) }))}
      />
      <fieldset className={styles.covers}>
        <legend>{t('returning.sections')}</legend>
        {SECTIONS.map((section) => (
          <Checkbox key={section} name={`section.${section}`} label={t(`section.${section}`)} />
        ))}
      </fieldset>
      <Field
        label={t('returning.advice')}
        name="advice"
        hint={t('returning.advice.hint')}
        error={state.error('advice')}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            maxLength={ADVICE_LIMIT}
            defaultValue={state.value('advice', '')}
          />
        )}
      </Field>
    </ActDialog>
  );
}
