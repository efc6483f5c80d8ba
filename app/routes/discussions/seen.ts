import { redirect } from '@remix-run/node';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { threadAddress } from '#app/features/discussions/addresses.ts';
import { action as act, text } from '#app/page.ts';

export const action = act(async ({ forum, params, form }) => {
  const threadId = idIn(params['threadId']);
  await forum.call('discussions.markSeen', { threadId, seq: Number(text(form, 'seq')) });
  return redirect(threadAddress(threadId));
});
