import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { heldAddress } from '#app/features/moderation/addresses.ts';
import { HeldPostView } from '#app/features/moderation/held-post.tsx';
import { titled } from '#app/i18n/titled.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['moderation', 'discussions'], ({ forum, params }) =>
  forum.call('moderation.heldPage', { heldId: idIn(params['heldId']) }),
);

export const action = act(async ({ forum, params, form }) => {
  const heldId = idIn(params['heldId']);
  if (text(form, 'act') === 'release') await forum.call('moderation.releasePost', { heldId });
  else await forum.call('moderation.refusePost', { heldId, reason: text(form, 'reason') });
  return redirect(heldAddress(heldId));
});

export const meta = titled('moderation', (t) => t('held.page'));

/** A first post, for the secretariat and for its author. */
export default function HeldPost() {
  const { data } = useLoaderData<typeof loader>();
  useRefresh([{ channel: data.channel, asOfSeq: data.asOfSeq }]);
  return <HeldPostView data={data} state={formState(useActionData<typeof action>())} />;
}
