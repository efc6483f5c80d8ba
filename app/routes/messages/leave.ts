import { redirect } from '@remix-run/node';
import { MESSAGES } from '#app/features/direct/addresses.ts';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params }) => {
  await forum.call('direct.leave', { threadId: idIn(params['threadId']) });
  return redirect(MESSAGES);
});
