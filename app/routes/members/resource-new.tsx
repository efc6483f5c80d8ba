import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { languageOptions } from '#app/features/referrals/edit-data.ts';
import { resourcesOf } from '#app/features/resources/addresses.ts';
import { nameIn, timesIn } from '#app/features/resources/form-data.ts';
import { ResourceForm, type ResourceStart } from '#app/features/resources/resource-form.tsx';
import { useResourcesTrail } from '#app/features/resources/use-trail.ts';
import { resourcesView } from '#app/features/resources/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState, Page, PageHead } from '#app/ui/index.ts';
import { OWN_KINDS, type OwnKind } from '#server/resources/plain.ts';

/** What most are open; the form says it, and whoever adds one changes it. */
const HOURS = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', until: '17:00' }));

export const loader = page(['resources', 'membership'], async ({ forum, params, url, context }) => {
  const kind = OWN_KINDS.find((one) => one === url.searchParams.get('kind'));
  const view = resourcesView(
    await forum.call('resources.list', { slug: params['slug'] ?? '' }),
    context.lang,
  );
  if (!kind || !view.writes) throw notFound();
  const { slug, name, nameLang, orgId } = view;
  const languages = kind === 'interpreter' ? languageOptions(context.lang) : [];
  return { slug, name, nameLang, orgId, kind, languages };
});

export const action = act(async ({ forum, form, params }) => {
  await forum.call('resources.add', {
    orgId: text(form, 'orgId'),
    kind: text(form, 'kind') as OwnKind,
    language: (text(form, 'language') || null) as 'mn' | null,
    name: nameIn(form),
    ...timesIn(form),
  });
  return redirect(`${resourcesOf(params['slug'] ?? '')}?saved=added`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'resources', { kind: OwnKind }>('resources', (t, { kind }) =>
  t(`add.${kind}`),
);

/** Adds a person, a room, an interpreter or a vehicle. */
export default function NewResource() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('resources');
  const { kind, orgId, slug } = data;
  const start: ResourceStart = {
    kind,
    names: {},
    hours: HOURS,
    holidays: true,
    beforeMinutes: 0,
    afterMinutes: 0,
  };
  return (
    <Page width="reading">
      <PageHead trail={useResourcesTrail(data, true)} title={t(`add.${kind}`)} />
      <ResourceForm
        key={kind}
        start={start}
        hidden={{ orgId, kind }}
        languages={data.languages}
        backTo={resourcesOf(slug)}
        state={state}
      />
    </Page>
  );
}
