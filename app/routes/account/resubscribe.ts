import { redirect } from '@remix-run/node';
import { verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/** Takes an unsubscribing back. */
export const action = verb(async ({ forum, params }) => {
  const token = params['token'] ?? '';
  await forum.call('mailings.resubscribe', { token });
  return redirect(`/unsubscribe/${token}`);
});
