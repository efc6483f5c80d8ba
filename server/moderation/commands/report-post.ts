import { post, horizonOf } from '#server/discussions/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { report } from '../access.ts';
import { ReportPost } from '../schemas.ts';
import { tellOffice, toolsChanged } from '../telling.ts';

/**
 * Takes a post to the secretariat, word for word as it reads now. What is said between people the
 * secretariat reads only here, and only what the reporter chose to share.
 */
export const reportPost = command('moderation.reportPost', {
  summary: 'Reports a post to the secretariat, with a copy of its words. One open report of each.',
  input: ReportPost,
  subject: post.of('postId'),
  gate: 'thread.report',
  limit: { points: 20, seconds: 3600 },
  async run({ input, subject, actor, tx, audit }) {
    if (subject.authorId === actor.personId) throw conflict('OWN_POST');
    const reportId = newId();
    const { count } = await tx.query(
      sql`INSERT INTO report (id, post_id, thread_id, author_id, reporter_id, reporter_org_id, reason, words, at)
          VALUES (${reportId}::uuid, ${subject.id}::uuid, ${subject.threadId}::uuid, ${subject.authorId}::uuid,
                  ${actor.personId}::uuid, ${actor.orgId}::uuid, ${input.reason}, ${input.words}, ${tx.now}::timestamptz)
          ON CONFLICT (reporter_id, post_id) WHERE state = 'open' DO NOTHING`,
    );
    if (count === 0) throw conflict('REPORTED_ALREADY');
    const context = subject.projectId === null ? input.context : 0;
    const { count: copied } = await tx.query(
      sql`INSERT INTO report_text (report_id, post_id, seq, author_id, org_id, body, lang, at, edited_at)
          SELECT ${reportId}::uuid, po.id, po.seq, po.author_id, po.org_id, po.body, po.lang, po.at, po.edited_at
            FROM post po JOIN thread t ON t.id = po.thread_id
           WHERE po.thread_id = ${subject.threadId}::uuid AND po.deleted_at IS NULL
             AND po.seq <= ${subject.seq}::bigint AND po.seq > ${horizonOf(actor)}
           ORDER BY po.seq DESC LIMIT ${context + 1}::int`,
    );
    // It was deleted between the gate and here: there is nothing left to take to anybody.
    if (copied === 0) throw invalid('INVALID_INPUT');
    const row = (await report.find(tx, reportId))!;
    await tellOffice(tx, row, 'report.opened', actor.personId);
    await toolsChanged(tx);
    audit({ reportId, threadId: subject.threadId, copied });
    return { reportId, threadId: subject.threadId, seq: subject.seq };
  },
});
