import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { resourcesOf } from '#app/features/resources/addresses.ts';
import { InUse, OutOfUse } from '#app/features/resources/lists.tsx';
import { useResourcesTrail } from '#app/features/resources/use-trail.ts';
import { resourcesView } from '#app/features/resources/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { Button, ErrorSummary, formState, Notice, Page, PageHead } from '#app/ui/index.ts';

const SAVED = ['added', 'changed', 'retired', 'takenUp'] as const;

export const loader = page(['resources', 'membership'], async ({ forum, params, url, context }) => {
  const saved = url.searchParams.get('saved');
  return {
    ...resourcesView(
      await forum.call('resources.list', { slug: params['slug'] ?? '' }),
      context.lang,
    ),
    saved: SAVED.find((one) => one === saved) ?? null,
  };
});

export const action = act(async ({ forum, form, params }) => {
  await forum.call('resources.takeUp', {
    resourceId: idIn(text(form, 'resourceId')),
    version: Number(text(form, 'version')),
  });
  return redirect(`${resourcesOf(params['slug'] ?? '')}?saved=takenUp`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('resources', (t) => t('title'));

/** What an organisation has that one can be booked for at a time, kept by its own people. */
export default function Resources() {
  const data = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('resources');
  useRefresh([{ channel: { kind: 'org', id: data.channel.id }, asOfSeq: data.channel.asOf }]);
  return (
    <Page>
      <PageHead
        trail={useResourcesTrail(data, false)}
        title={t('title')}
        facts={[t(data.isHospital ? 'lead' : 'lead.secretariat')]}
        acts={
          <Button icon="printer" onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      />
      <ErrorSummary refused={state.refused} />
      {data.saved && !state.refused && (
        <div role="status">
          <Notice tone="good" title={t(`saved.${data.saved}`)} />
        </div>
      )}
      <InUse view={data} />
      <OutOfUse view={data} />
    </Page>
  );
}
