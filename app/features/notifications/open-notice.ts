import { redirect } from '@remix-run/node';
import type { PageArgs } from '#app/page.ts';

/**
 * Marks a line of the notifications as read and goes to what it is about, acting for the organisation
 * that it was written for: as another one the page would not be there. Where the record is no longer
 * the reader's to see, the list says so.
 */
export async function openNotice(
  { forum, actor }: Pick<PageArgs, 'forum' | 'actor'>,
  notificationId: string,
): Promise<Response> {
  const { orgId, path } = await forum.call('notifications.markRead', { notificationId });
  if (!path) return redirect('/notifications');
  if (orgId !== actor.orgId) await forum.call('account.switchOrganisation', { orgId });
  return redirect(path);
}
