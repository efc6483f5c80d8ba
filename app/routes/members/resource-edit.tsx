import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { resourceAt, resourcesOf } from '#app/features/resources/addresses.ts';
import { nameIn, timesIn } from '#app/features/resources/form-data.ts';
import { ResourceForm } from '#app/features/resources/resource-form.tsx';
import { useResourcesTrail } from '#app/features/resources/use-trail.ts';
import { calendarView } from '#app/features/resources/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState, Notice, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['resources', 'membership'], async ({ forum, params, context }) => {
  const answer = await forum.call('resources.calendar', {
    resourceId: idIn(params['resourceId']),
    days: 1,
  });
  const { resource, slug, org, writes, ahead } = calendarView(answer, context.lang);
  if (!writes || resource.retired) throw notFound();
  return { resource, slug, org, ahead };
});

export const action = act(async ({ forum, form, params }) => {
  await forum.call('resources.change', {
    resourceId: idIn(params['resourceId']),
    version: Number(text(form, 'version')),
    name: form.has('name.ja') ? nameIn(form) : null,
    ...timesIn(form),
  });
  return redirect(`${resourcesOf(params['slug'] ?? '')}?saved=changed`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled<'resources', { resource: { name: string } }>(
  'resources',
  (t, { resource }) => t('change.of', { name: resource.name }),
);

/** Renames a resource and says when it can be had. */
export default function EditResource() {
  const { resource, slug, org, ahead } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('resources');
  return (
    <Page width="reading">
      <PageHead
        trail={useResourcesTrail({ slug, ...org }, true)}
        title={t('change.of', { name: resource.name })}
      />
      {ahead > 0 && <Notice title={t('change.stays', { count: ahead })} />}
      <ResourceForm
        key={resource.version}
        start={{
          kind: resource.kind,
          names: resource.names,
          hours: resource.hours,
          holidays: resource.holidays !== null,
          beforeMinutes: resource.beforeMinutes,
          afterMinutes: resource.afterMinutes,
        }}
        hidden={{ version: resource.version }}
        languages={[]}
        backTo={resourceAt(slug, resource.id)}
        state={state}
      />
    </Page>
  );
}
