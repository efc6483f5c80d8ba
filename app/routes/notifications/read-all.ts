import { redirect } from '@remix-run/node';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, form }) => {
  const until = text(form, 'until');
  await forum.call('notifications.markAllRead', until ? { until } : {});
  return redirect('/notifications');
});
