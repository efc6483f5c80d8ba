import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';

/** Marks everything written to the caller so far as read. */
export const markAllRead = command('notifications.markAllRead', {
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'notification.view',
  summary: 'Mark all notifications as read',
  audited: false,
  async run({ actor, tx }) {
    const { count } = await tx.text(
      'UPDATE notification SET read_at = $2 WHERE person_id = $1 AND read_at IS NULL',
      [actor.personId, tx.now],
    );
    return { read: count };
  },
});
