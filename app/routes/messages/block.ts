import { redirect } from '@remix-run/node';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { threadAddress } from '#app/features/discussions/addresses.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  const threadId = idIn(params['threadId']);
  await forum.call('direct.block', { threadId, personId: text(form, 'personId') });
  return redirect(threadAddress(threadId));
});
