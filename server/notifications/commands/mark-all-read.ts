import { anywhere } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { tellRead } from '../read.ts';
import { MarkAllRead } from '../schemas.ts';

/** Marks everything written to the caller so far as read; what came after the page was drawn stays. */
export const markAllRead = command('notifications.markAllRead', {
  input: MarkAllRead,
  subject: anywhere,
  gate: 'notification.view',
  summary: 'Mark all notifications as read',
  audited: false,
  async run({ input, actor, tx }) {
    const { count } = await tx.text(
      'UPDATE notification SET read_at = $2 WHERE person_id = $1 AND read_at IS NULL AND at <= $3',
      [actor.personId, tx.now, input.until ? new Date(input.until) : tx.now],
    );
    if (count > 0) await tellRead(tx, actor.personId!);
    return { read: count };
  },
});
