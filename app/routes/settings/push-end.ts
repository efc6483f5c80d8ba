import { redirect } from '@remix-run/node';
import { savedAt } from '#app/features/account/settings-page.tsx';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, form }) => {
  await forum.call('push.forget', { subscriptionId: text(form, 'subscriptionId') });
  return redirect(savedAt('/settings/notifications', 'pushEnded'));
});
