import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { LeavingOrganisations } from '#app/features/moderation/leaving.tsx';
import { ToolTabs } from '#app/features/moderation/tool-tabs.tsx';
import { HANDOVERS } from '#app/features/moderation/addresses.ts';
import { Handover } from '#app/features/moderation/handover.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { EmptyState, formState, Page, PageHead } from '#app/ui/index.ts';

export const loader = page(['moderation'], async ({ forum, url }) => {
  const org = url.searchParams.get('org');
  const [worklist, tools, leaving] = await Promise.all([
    forum.call('projects.handovers', org ? { org } : {}),
    forum.call('moderation.heldPosts', {}),
    forum.call('resignations.leaving', {}),
  ]);
  const { held, announcements, handovers, orgId, asOfSeq } = tools;
  const counts = { held, announcements, handovers };
  return { ...worklist, leaving: org ? [] : leaving.lines, counts, orgId, asOfSeq };
});

export const action = act(async ({ forum, form }) => {
  await forum.call('projects.handOver', {
    fromOrgId: text(form, 'fromOrgId'),
    toOrgId: text(form, 'toOrgId'),
    projectIds: form.getAll('projectIds').map(String),
  });
  return redirect(HANDOVERS);
});

export const meta = titled('moderation', (t) => t('tools.handovers'));

/** Who leaves, and what waits for another organisation to lead it or to answer for it, by who has it now. */
export default function Handovers() {
  const { lines, leaving, successors, asked, names, counts, orgId, asOfSeq } =
    useLoaderData<typeof loader>().data;
  useRefresh([{ channel: { kind: 'org', id: orgId }, asOfSeq }]);
  const state = formState(useActionData<typeof action>());
  const t = useT('moderation');
  return (
    <Page width="reading">
      <PageHead title={t('title')} />
      <ToolTabs {...counts} />
      <LeavingOrganisations lines={leaving} />
      <p>{asked ? t('handover.asked') : t('handover.lead')}</p>
      {lines.length === 0 && (
        <EmptyState title={t('handover.empty')}>{t('handover.emptyText')}</EmptyState>
      )}
      {lines.map((line) => (
        <Handover
          key={line.org.id}
          line={line}
          successors={successors}
          names={names}
          asked={asked !== null}
          state={state.value('fromOrgId') === line.org.id ? state : formState(undefined)}
        />
      ))}
    </Page>
  );
}
