import { redirect } from '@remix-run/node';
import { verb } from '#app/page.ts';

export const action = verb(async ({ forum }) => {
  await forum.call('notifications.markAllRead', {});
  return redirect('/notifications');
});
