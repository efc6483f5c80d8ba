import { excerptOf, horizonOf, post } from '#server/discussions/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { CONTEXT_POSTS, OfPost } from '../schemas.ts';

/** What one sees before reporting a post: the post, and what of the conversation could go with it. */
export const reportForm = query('moderation.reportForm', {
  summary: 'The post to report, whether it is between people, and how many posts could go with it.',
  input: OfPost,
  subject: post.of('postId'),
  gate: 'thread.report',
  async run({ subject, actor, tx }) {
    const { rows } = await tx.query<{ before: number; reported: boolean }>(
      sql`SELECT (SELECT count(*)::int FROM (
                    SELECT FROM post po WHERE po.thread_id = t.id AND po.deleted_at IS NULL
                       AND po.seq < ${subject.seq}::bigint AND po.seq > ${horizonOf(actor)}
                     LIMIT ${CONTEXT_POSTS}::int) earlier) AS before,
                 EXISTS (SELECT 1 FROM report rp WHERE rp.post_id = ${subject.id}::uuid AND rp.state = 'open'
                     AND rp.reporter_id = ${actor.personId}::uuid) AS reported
            FROM thread t WHERE t.id = ${subject.threadId}::uuid`,
    );
    const direct = subject.projectId === null;
    return {
      threadId: subject.threadId,
      seq: subject.seq,
      lang: subject.lang,
      excerpt: excerptOf(subject.body.slice(0, 1000)),
      own: subject.authorId === actor.personId,
      direct,
      before: direct ? rows[0]!.before : 0,
      reported: rows[0]!.reported,
    };
  },
});
