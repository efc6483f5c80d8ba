import { redirect } from '@remix-run/node';
import { placeOf } from '#app/features/notifications/view.ts';
import { text, verb } from '#app/page.ts';

/** Marks one as read and goes to what it is about. */
export const action = verb(async ({ forum, params, form }) => {
  const { subject } = await forum.call('notifications.markRead', {
    notificationId: params.id ?? text(form, 'id'),
  });
  return redirect(placeOf(subject));
});
