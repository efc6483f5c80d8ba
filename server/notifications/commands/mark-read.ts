import { command } from '#server/platform/use-case.ts';
import { notification } from '../access.ts';
import { tellRead } from '../read.ts';
import { MarkRead } from '../schemas.ts';
import { actorsFor, describeSubjects } from '../subjects.ts';

/**
 * Marks a line as read, all that it stands for, and answers where it leads and for which organisation.
 * The other way round only its newest becomes unread again.
 */
export const markRead = command('notifications.markRead', {
  input: MarkRead,
  subject: notification.of('notificationId'),
  gate: 'notification.view',
  summary: 'Mark a line of the notifications as read or unread',
  audited: false,
  async run({ input, subject: line, actor, tx, services }) {
    if (input.read === false) {
      await tx.sql`UPDATE notification SET read_at = NULL WHERE id = ${line.id}`;
    } else {
      await tx.sql`UPDATE notification SET read_at = ${tx.now}
        WHERE person_id = ${line.personId} AND org_id = ${line.orgId} AND subject_kind = ${line.subjectKind}
          AND subject_id = ${line.subjectId} AND read_at IS NULL`;
    }
    await tellRead(tx, line.personId);
    const actors = await actorsFor(tx, actor, [line]);
    const subjectOf = await describeSubjects(tx, services.kernel().capabilities, actors, [line]);
    const subject = subjectOf(line);
    return { orgId: line.orgId, path: subject && pathOf(line.facts, subject.path) };
  },
});

/** A notification about a post leads to it. */
function pathOf(facts: Record<string, unknown>, path: string): string {
  const { postId } = facts;
  return typeof postId === 'string' ? `/discussions/posts/${postId}` : path;
}
