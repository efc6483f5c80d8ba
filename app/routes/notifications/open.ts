import { redirect } from '@remix-run/node';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/**
 * Marks a line as read and goes to what it is about, acting for the organisation that it was written
 * for: as another one the page would not be there.
 */
export const action = verb(async ({ forum, actor, params, form }) => {
  const { orgId, path } = await forum.call('notifications.markRead', {
    notificationId: params['id'] ?? text(form, 'id'),
  });
  if (!path) return redirect('/notifications');
  if (orgId !== actor.orgId) await forum.call('account.switchOrganisation', { orgId });
  return redirect(path);
});
