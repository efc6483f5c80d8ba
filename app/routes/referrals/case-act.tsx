import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { ActDialog } from '#app/features/referrals/act-dialog.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { countryOptions } from '#app/features/referrals/edit-data.ts';
import { isStep, StepFields, STEPS } from '#app/features/referrals/step-fields.tsx';
import { countryName } from '#app/i18n/country.ts';
import { labelled } from '#app/i18n/label.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import type { loader as caseLoader } from './case.tsx';

/** One dialog for every step that asks before it is taken; the server says which are there to take. */
export const loader = page([], async ({ forum, params, context }) => {
  const step = params.act;
  if (!isStep(step)) throw notFound();
  const { lang } = context;
  const code = storedCode(params.code);
  const departments =
    step === 'schedule' ? await forum.call('referrals.departments', { code }) : [];
  const japan = { value: 'JP', label: countryName('JP', lang) };
  return {
    step,
    departments: departments.map((each) => ({
      value: each.specialty,
      ...labelled(each.label, lang),
    })),
    named: departments.map(({ specialty, label }) => ({ specialty, names: Object.values(label) })),
    countries: step === 'referOnward' ? [japan, ...countryOptions(lang)] : [],
  };
});

export const action = act(async ({ forum, form, params }) => {
  const step = params.act;
  if (!isStep(step)) throw notFound();
  const code = storedCode(params.code);
  const version = Number(text(form, 'version'));
  const fields = Object.fromEntries(
    ['reason', 'on', 'department', 'startsOn', 'to', 'destination', 'country'].flatMap((name) =>
      form.has(name) ? [[name, text(form, name)]] : [],
    ),
  );
  const endsOn = step === 'schedule' ? { endsOn: text(form, 'endsOn') || null } : {};
  await forum.call(`referrals.${step}`, { code, version, ...fields, ...endsOn } as never);
  // Given back, the case is there for the hospital no more.
  return redirect(step === 'release' ? '/referrals' : casePath(code));
});

export default function CaseAct() {
  const of = useRouteLoaderData<typeof caseLoader>('routes/referrals/case')?.data;
  const { step, departments, named, countries } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('referrals');
  if (!of) return null;
  // The department that accepted, as it was named then.
  const accepted = of.hospital?.answer.department ?? '';
  const department = named.find(({ names }) => names.includes(accepted))?.specialty;
  return (
    <ActDialog
      id={step}
      code={of.meta.code}
      version={of.meta.version}
      title={t(`act.${step}`)}
      verb={t(`act.${step}`)}
      tone={STEPS[step].tone}
      state={state}
      t={t}
    >
      <p>{t(`do.${step}.lead`)}</p>
      <StepFields
        act={step}
        form={`${step}-form`}
        today={of.today}
        departments={departments}
        department={department}
        countries={countries}
        stay={of.stay}
        mayCarryOn={of.side === 'officer'}
        state={state}
        t={t}
      />
    </ActDialog>
  );
}
