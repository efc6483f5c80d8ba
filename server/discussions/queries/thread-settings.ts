import { sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { project, thread } from '../access.ts';
import { HEAD_JSON, type ThreadHead } from '../turns.ts';
import {
  OfThread,
  REASON_LIMIT,
  SLOW_SECONDS,
  TAG_LIMIT,
  TAGS_PER_THREAD,
  TITLE_LIMIT,
} from '../schemas.ts';
import { stepsFrom } from '../states.ts';
import type { Label } from '../views.ts';

export type Destination = {
  id: string;
  title: Label;
  /** After how many years its posts are removed; null: they stay. */
  retentionYears: number | null;
};

/** What a page that changes a thread needs: how it stands, and what this reader may do to it. */
export const threadSettings = query('discussions.threadSettings', {
  summary: 'How a thread stands, the steps it can take, and the projects it could be moved to.',
  input: OfThread,
  subject: thread.of('threadId'),
  gate: 'thread.view',
  async run({ subject, actor, tx, may }) {
    const { rows } = await tx.query<{ head: ThreadHead }>(
      sql`SELECT ${HEAD_JSON} AS head FROM thread t WHERE t.id = ${subject.id}::uuid`,
    );
    const manage = may('thread.manage', thread, subject);
    const destinations = manage
      ? (
          await tx.query<Destination>(
            sql`SELECT pr.id, pr.title, pr.retention_years AS "retentionYears"
                  FROM project pr
                 WHERE ${visible(actor, 'thread.create', project)} AND pr.ended_at IS NULL AND pr.privacy <> 'desk'
                   AND pr.id <> ${subject.projectId}::uuid
                 ORDER BY pr.created_at DESC LIMIT 200`,
          )
        ).rows
      : [];
    return {
      id: subject.id,
      kind: subject.kind,
      lang: subject.lang,
      head: rows[0]!.head,
      steps: may('thread.setState', thread, subject) ? stepsFrom(subject) : [],
      destinations,
      limits: {
        title: TITLE_LIMIT,
        reason: REASON_LIMIT,
        slow: [...SLOW_SECONDS],
        tags: TAGS_PER_THREAD,
        tag: TAG_LIMIT,
      },
      may: { rename: may('thread.rename', thread, subject), manage },
    };
  },
});
