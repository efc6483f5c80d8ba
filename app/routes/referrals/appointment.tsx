import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ProposePage } from '#app/features/appointments/propose-page.tsx';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { languageName } from '#app/features/referrals/view.ts';
import { labelled } from '#app/i18n/label.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const loader = page(
  ['appointments', 'referrals'],
  async ({ forum, params, url, context }) => {
    const { lang } = context;
    const code = storedCode(params.code);
    const asked = (name: string) => url.searchParams.get(name) || null;
    const told = await forum.call('appointments.slots', {
      code,
      department: asked('department') ?? '',
      minutes: Number(asked('minutes') ?? 60),
      interpreter: asked('interpreter') as 'mn' | null,
      also: url.searchParams.getAll('also'),
      from: asked('from'),
    });
    return {
      ...told,
      departments: told.departments.map((each) => ({
        value: each.specialty,
        ...labelled(each.label, lang),
      })),
      also: told.also.map(({ id, name, asked }) => ({ id, asked, ...labelled(name, lang) })),
      interpreters: told.interpreters.map((each) => ({
        value: each,
        label: languageName(each, lang),
      })),
    };
  },
);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('appointments.propose', {
    code,
    department: text(form, 'department'),
    minutes: Number(text(form, 'minutes')),
    interpreter: (text(form, 'interpreter') || null) as 'mn' | null,
    also: form.getAll('also').map(String),
    mode: (text(form, 'mode') || 'inPerson') as 'inPerson',
    startsAt: form.getAll('startsAt').map(String),
  });
  return redirect(casePath(code));
});

export const meta = titled('appointments', (t) => t('page.title'));

export default function ProposeTimes() {
  const { data } = useLoaderData<typeof loader>();
  const state = formState(useActionData<typeof action>());
  return <ProposePage of={data} state={state} t={useT('appointments')} format={useFormat()} />;
}
