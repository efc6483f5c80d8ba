import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Ahead, ToldNow } from '#app/features/duty/ahead.tsx';
import { Deputies } from '#app/features/duty/deputies.tsx';
import { DaysForm, WeekForm } from '#app/features/duty/rota-forms.tsx';
import { dutyView, peopleIn } from '#app/features/duty/view.ts';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text, type ActionArgs } from '#app/page.ts';
import { formState, Notice, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['duty', 'membership'], async ({ forum, params, url, context }) => ({
  ...dutyView(await forum.call('duty.page', { slug: params['slug'] ?? '' }), context.lang),
  saved: url.searchParams.has('saved'),
}));

/** The acts of the page, each a form of its own. */
const ACTS: Record<string, (args: ActionArgs) => Promise<unknown>> = {
  week: ({ forum, form }) =>
    forum.call('duty.setWeek', {
      ...rotaIn(form),
      monday: peopleIn(form, 'monday'),
      tuesday: peopleIn(form, 'tuesday'),
      wednesday: peopleIn(form, 'wednesday'),
      thursday: peopleIn(form, 'thursday'),
      friday: peopleIn(form, 'friday'),
      saturday: peopleIn(form, 'saturday'),
      sunday: peopleIn(form, 'sunday'),
    }),
  day: ({ forum, form }) => {
    const personIds = peopleIn(form, 'personIds');
    return forum.call('duty.setDay', { ...rotaIn(form), day: text(form, 'day'), personIds });
  },
  clearDay: ({ forum, form }) =>
    forum.call('duty.setDay', { ...rotaIn(form), day: text(form, 'day'), personIds: [] }),
  nameDeputy: ({ forum, form }) =>
    forum.call('duty.nameDeputy', {
      orgId: text(form, 'orgId'),
      absentId: text(form, 'absentId'),
      deputyId: text(form, 'deputyId'),
      from: text(form, 'from'),
      to: text(form, 'to'),
    }),
  endDeputy: ({ forum, form }) =>
    forum.call('duty.endDeputyship', { deputyshipId: text(form, 'deputyshipId') }),
};

function rotaIn(form: FormData) {
  return { orgId: text(form, 'orgId'), version: Number(text(form, 'version')) };
}

export const action = act(async (args) => {
  const run = ACTS[text(args.form, 'act')];
  if (!run) throw notFound();
  await run(args);
  return redirect(`${MEMBERS}/${args.params['slug'] ?? ''}/duty?saved`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('duty', (t) => t('title'));

const NOTHING = formState(undefined);

/** Who of a hospital is told of referrals, by a rota and by deputies. */
export default function Duty() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('duty');
  const names = useT('membership');
  const sent = state.value('act');
  const of = (...acts: string[]) => (acts.includes(sent) ? state : NOTHING);
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: names('title'), to: MEMBERS },
          { label: data.name, lang: data.nameLang, to: `${MEMBERS}/${data.slug}` },
        ]}
        title={t('title')}
        facts={[t('lead')]}
      />
      {data.saved && !state.refused && (
        <div role="status">
          <Notice tone="good" title={t('saved')} />
        </div>
      )}
      <ToldNow view={data} />
      <Ahead ahead={data.ahead} />
      <Deputies view={data} state={of('nameDeputy', 'endDeputy')} />
      {data.tends && data.coordinators.length > 0 && (
        <>
          <WeekForm view={data} state={of('week')} />
          <DaysForm view={data} state={of('day', 'clearDay')} />
        </>
      )}
    </Page>
  );
}
