import { command } from '#server/platform/use-case.ts';
import { notification } from '../access.ts';
import { MarkRead } from '../schemas.ts';

/** Marks one notification as read. */
export const markRead = command('notifications.markRead', {
  input: MarkRead,
  subject: notification.of('notificationId'),
  gate: 'notification.view',
  summary: 'Mark a notification as read',
  audited: false,
  async run({ subject, tx }) {
    await tx.sql`UPDATE notification SET read_at = coalesce(read_at, ${tx.now}) WHERE id = ${subject.id}`;
    return { read: 1 };
  },
});
