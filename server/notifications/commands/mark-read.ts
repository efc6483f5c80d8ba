import { command } from '#server/platform/use-case.ts';
import { notification } from '../access.ts';
import { MarkRead } from '../schemas.ts';

/** Marks one notification as read, and answers what it is about. */
export const markRead = command('notifications.markRead', {
  input: MarkRead,
  subject: notification.of('notificationId'),
  gate: 'notification.view',
  summary: 'Mark a notification as read',
  audited: false,
  async run({ subject, tx }) {
    await tx.sql`UPDATE notification SET read_at = coalesce(read_at, ${tx.now}) WHERE id = ${subject.id}`;
    const { subjectKind, subjectId, facts } = subject;
    return { read: 1, subject: { subjectKind, subjectId, facts } };
  },
});
