import { redirect } from '@remix-run/node';
import { cameFrom, text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/** Marks a line as read, or as unread again, and stays where the reader is. */
export const action = verb(async ({ forum, params, form, request }) => {
  await forum.call('notifications.markRead', {
    notificationId: params['id'] ?? '',
    read: text(form, 'read') !== 'false',
  });
  return redirect(cameFrom(request, '/notifications'));
});
