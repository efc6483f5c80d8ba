import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { MEMBERS } from '#app/features/membership/directory.tsx';
import {
  AnnounceForm,
  SettleForm,
  Standing,
  WhatItMeans,
} from '#app/features/membership/leaving.tsx';
import { leavingView } from '#app/features/membership/leaving-view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState, Notice, Page, PageHead, Pill } from '#app/ui/index.ts';

export const loader = page(['membership'], async ({ forum, params, context }) =>
  leavingView(await forum.call('resignations.page', { slug: params['slug'] ?? '' }), context.lang),
);

export const action = act(async ({ forum, form, params }) => {
  const orgId = text(form, 'orgId');
  const version = Number(text(form, 'version'));
  switch (text(form, 'act')) {
    case 'announce':
      await forum.call('resignations.announce', {
        orgId,
        leavesOn: text(form, 'leavesOn'),
        name: text(form, 'name'),
      });
      break;
    case 'withdraw':
      await forum.call('resignations.withdraw', { orgId, version });
      break;
    case 'acknowledge':
      await forum.call('resignations.acknowledge', { orgId, version });
      break;
    default:
      throw notFound();
  }
  return redirect(`${MEMBERS}/${params['slug'] ?? ''}/leave`);
});

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const meta = titled('membership', (t) => t('leave'));

/** An organisation leaves: what that means, and how far it has come; live. */
export default function Leave() {
  const view = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('membership');
  const { orgId, asOfSeq, name, nameLang, slug, standing, leftOn, resigns, acknowledges } = view;
  useRefresh([{ channel: { kind: 'org', id: orgId }, asOfSeq }]);
  const now = leftOn ? 'left' : standing?.state;
  return (
    <Page width="reading">
      <PageHead
        trail={[
          { label: t('title'), to: MEMBERS },
          { label: name, lang: nameLang, to: `${MEMBERS}/${slug}` },
        ]}
        title={now ? t('leave.title', { org: name }) : t('leave')}
        state={
          now && (
            <Pill tone={now === 'left' ? 'neutral' : 'caution'}>{t(`leave.state.${now}`)}</Pill>
          )
        }
      />
      <Standing view={view} />
      {standing && <SettleForm view={view} state={state} />}
      {!leftOn && <WhatItMeans view={view} />}
      {!standing && !leftOn && resigns && <AnnounceForm view={view} state={state} />}
      {!standing && !leftOn && !resigns && !acknowledges && <Notice title={t('leave.cannot')} />}
    </Page>
  );
}
